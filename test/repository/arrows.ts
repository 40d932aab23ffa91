import type { Import } from './imports.ts';

/**
 * The rooms from the ground up: a room may import from those that stand before it, and from itself. What shares a line
 * may not import from each other.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['ground'],
  ['closures', 'partoo'],
  ['reading', 'sandbox'],
  ['calendars'],
  ['config'],
  ['places', 'store'],
  ['events'],
  ['reconcile/situation'],
  ['reconcile/policy'],
  ['reconcile/pass'],
  ['reconcile/refresh'],
  ['operations'],
  ['simulation', 'http'],
  ['cli', 'functions'],
];

/** What others may import of a room that has a door; of a room without one, every file. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  sandbox: ['index.ts'],
  places: ['index.ts'],
  store: [
    'index.ts',
    'store.ts',
    'errors.ts',
    'format.ts',
    'notes.ts',
    'packing.ts',
    'records.ts',
    'backup.ts',
    'dynamodb.ts',
  ],
};

/** Which room a file belongs to; files directly in `lib` are the ground, which has no imports of its own. */
export function roomOf(path: string): string {
  const [top, room, inner] = path.split('/');
  if (top === 'functions') return 'functions';
  if (room?.endsWith('.ts')) return 'ground';
  return room === 'reconcile' ? `${room}/${inner}` : room!;
}

/** Imports that run against the order of the rooms, or past a door; each as a sentence with file and line. */
export function offences(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const [from, to] = [roomOf(one.from), roomOf(one.to)];
    if (from === to) return [];
    const at = `${one.from}:${one.line} imports ${one.to}`;
    if (floorOf(to) >= floorOf(from)) return [`${at}: ${from} stands below ${to} or beside it`];
    const door = DOORS[to];
    const entry = one.to.slice(`lib/${to}/`.length);
    if (door && !door.includes(entry)) return [`${at}: past the door of ${to} (${door.join(', ')})`];
    return [];
  });
}

/** Every two rooms of which the first may not import from the second. */
export function forbiddenPairs(): [string, string][] {
  const rooms = FLOORS.flat();
  return rooms.flatMap((from) =>
    rooms
      .filter((to) => from !== to && floorOf(to) >= floorOf(from))
      .map((to): [string, string] => [from, to]),
  );
}

function floorOf(room: string): number {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
  if (floor < 0) throw new Error(`"${room}" is no room: give it its place in ${import.meta.filename}`);
  return floor;
}

/** Files that import each other in a ring; each ring once, beginning with its first file by name. */
export function circles(imports: readonly Import[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) next.set(from, (next.get(from) ?? new Set()).add(to));
  const found = new Map<string, string[]>();
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const ring = path.slice(at);
      found.set([...ring].sort().join(), ring);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const other of next.get(file) ?? []) walk(other);
    path.pop();
    done.add(file);
  };
  for (const file of [...next.keys()].sort()) walk(file);
  return [...found.values()];
}
