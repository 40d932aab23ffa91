/**
 * Completes package-lock.json: `npm install` leaves platform packages out of it that the registry at hand does not have,
 * and `npm ci` then refuses the file, on every platform. Each is entered with its version and platform, so that it is
 * passed over where it does not fit. Run after every `npm install`: node scripts/complete-lock.ts
 */
import { readFile, writeFile } from 'node:fs/promises';

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}
export interface Lock {
  packages: Record<string, LockedPackage>;
}

const OS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** Platform packages that some package names as optional and the lock does not hold. */
export function missingFrom(lock: Lock): { path: string; entry: LockedPackage }[] {
  return Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
      .map(([name, version]) => ({ path: `node_modules/${name}`, entry: entryOf(name, version, dev) })),
  );
}

function entryOf(name: string, version: string, dev: boolean | undefined): LockedPackage {
  const words = name.split(/[-/]/);
  const os = OS.filter((one) => words.includes(one));
  const cpu = CPU.filter((one) => words.includes(one));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return {
    version: version.replace(/^[\^~=v]+/, ''),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock;
  const missing = missingFrom(lock);
  for (const { path, entry } of missing) lock.packages[path] = entry;
  const [root, ...others] = Object.keys(lock.packages);
  const sorted = [root as string, ...others.sort()];
  lock.packages = Object.fromEntries(sorted.map((path) => [path, lock.packages[path] as LockedPackage]));
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Entered ${missing.length} platform packages.`);
}
