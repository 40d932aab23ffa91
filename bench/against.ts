/**
 * Holds the processor times of this version against those of an earlier one, both run in turns: node bench/against.ts COMMIT
 * Exits with 1 where a job takes more than a tenth longer than it did, or sends more requests.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure } from './support/child.ts';
import { type Desk, makeDesk } from './support/desk.ts';
import { markdown, seconds } from './support/section.ts';

const [commit] = process.argv.slice(2);
if (commit === undefined) throw new Error('Name the commit of the version to compare with.');
const BUSINESSES = 300;
const ROUNDS = 9;
const ROOT = resolve(import.meta.dirname, '..');
const TICKS = join(import.meta.dirname, 'support', 'idle-ticks.ts');
const HOLIDAY = '2026-12-25T12:00:00+01:00';
const WORKDAY = '2026-12-29T12:00:00+01:00';

interface Version {
  checkout: string;
  /** Where nothing is to be done. */
  idle: Desk;
  /** Where shops close and reopen. */
  busy: Desk;
}
/** Where, and arguments of the command or how many ticks. */
const JOBS: Record<string, ['idle' | 'busy', string[] | number]> = {
  '2,000 idle ticks': ['idle', 2000],
  'an idle `run`': ['idle', ['run', '--json']],
  'a holiday begins': ['busy', ['run', '--at', HOLIDAY, '--json']],
  'a holiday ends': ['busy', ['run', '--at', WORKDAY, '--json']],
};

interface Taken {
  milliseconds: number[];
  requests: number;
}

async function carryOut(version: Version, name: string, taken: Taken): Promise<void> {
  const { checkout } = version;
  const [where, job] = JOBS[name]!;
  const desk = version[where];
  const isTick = typeof job === 'number';
  const script = isTick ? TICKS : join(checkout, 'bin', 'partoo-closures.js');
  desk.sandbox.requests.length = 0;
  const usage = await measure(isTick ? [checkout, String(job)] : job, { ...desk, script });
  taken.milliseconds.push(usage.cpuMilliseconds);
  taken.requests += desk.sandbox.requests.length;
}

async function openVersion(checkout: string): Promise<Version> {
  const script = join(checkout, 'bin', 'partoo-closures.js');
  const [idle, busy] = [await makeDesk(BUSINESSES), await makeDesk(BUSINESSES)];
  for (const desk of [idle, busy]) {
    await measure(['apply', '--yes', '--allow-now', String(BUSINESSES), '--json'], { ...desk, script });
    await measure(['run', '--json'], { ...desk, script });
  }
  return { checkout, idle, busy };
}

async function compare(versions: Version[]): Promise<{ job: string; before: Taken; now: Taken }[]> {
  const rows = Object.keys(JOBS).map((job) => ({ job, before: nothing(), now: nothing() }));
  for (let round = 0; round < ROUNDS; round += 1)
    // Whoever comes second finds a warmer machine: they take turns at that as well.
    for (const { job, before, now } of rows)
      for (const index of round % 2 === 0 ? [0, 1] : [1, 0])
        await carryOut(versions[index]!, job, [before, now][index]!);
  return rows;
}

const nothing = (): Taken => ({ milliseconds: [], requests: 0 });
/** What it takes where nothing else disturbs it. */
const quickest = ({ milliseconds }: Taken) => Math.min(...milliseconds);

const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-before-'));
const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, stdio: 'inherit' });
git('worktree', 'add', '--quiet', '--detach', folder, commit);
const versions: Version[] = [];
try {
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const checkout of [folder, ROOT]) versions.push(await openVersion(checkout));
  const rows = (await compare(versions)).map(({ job, before, now }) => {
    const ratio = quickest(now) / quickest(before);
    if (ratio > 1.1 || now.requests > before.requests) process.exitCode = 1;
    const requests = [before, now].map((one) => String(one.requests / ROUNDS));
    return [job, seconds(quickest(before)), seconds(quickest(now)), ratio.toFixed(2), ...requests];
  });
  const head = ['', 'then', 'now', 'ratio', 'requests then', 'now'];
  const title = `Against ${commit}`;
  const about = `Processor times of whole processes, ${BUSINESSES} businesses; the quickest of ${ROUNDS}, in turns.`;
  console.log(markdown({ title, about, head, rows, notes: [] }));
} finally {
  for (const { idle, busy } of versions) await Promise.all([idle.end(), busy.end()]);
  git('worktree', 'remove', '--force', folder);
  await rm(folder, { recursive: true, force: true });
}
