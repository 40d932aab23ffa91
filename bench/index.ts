/**
 * Measures everything and writes docs/performance.md and docs/performance.svg: npm run bench
 * With names (wave, beside, staged, plan, scale, scale-staged, rewriting, idle, console, store, calendars, wanted, feeds, http, simulated) it measures only these and prints, writing nothing;
 * with --write before them it puts their sections into the report, where they are, or at its end.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { measureBeside } from './beside.ts';
import { measureCalendars } from './calendars.ts';
import { measureConsole } from './console.ts';
import { measureHttp } from './http.ts';
import { measureIdleRun } from './idle-run.ts';
import { measureOddFeeds } from './odd-feeds.ts';
import { measurePlan } from './plan.ts';
import { measureRewriting } from './rewriting.ts';
import { measureScale } from './scale.ts';
import { measureScaleStaged } from './scale-staged.ts';
import { measureSimulated } from './simulated.ts';
import { measureStaged } from './staged.ts';
import { measureStore } from './store.ts';
import { chart } from './support/chart.ts';
import { markdown, type Section } from './support/section.ts';
import { measureWanted } from './wanted.ts';
import { measureSlowWave, measureWave, type Wave, waveSection } from './wave.ts';

const DOCS = new URL('../docs/', import.meta.url);

const waves: Wave[] = [];
/** By the name of their file. */
const drawings: Record<string, string> = {};
const PARTS: Record<string, () => Promise<Section>> = {
  wave: async () => {
    const slow = [await measureSlowWave(1000, '10m', 200), await measureSlowWave(1000, '10m', 2000)];
    waves.push(...(await measureWave(1000, '10m')), ...slow, ...(await measureWave(10_000, '60m')));
    return waveSection(waves);
  },
  beside: async () => {
    const { section, drawing } = await measureBeside();
    drawings['beside.svg'] = drawing;
    return section;
  },
  staged: () => measureStaged(2000, 30),
  plan: measurePlan,
  scale: measureScale,
  'scale-staged': () => measureScaleStaged(),
  rewriting: () => measureRewriting(),
  idle: measureIdleRun,
  console: measureConsole,
  store: measureStore,
  calendars: measureCalendars,
  wanted: measureWanted,
  feeds: measureOddFeeds,
  http: measureHttp,
  simulated: measureSimulated,
};

const isToWrite = process.argv[2] === '--write';
const asked = process.argv.slice(isToWrite ? 3 : 2);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; take some of ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const PICTURES: Record<string, string> = {
  wave: '![Businesses closed over time, both ways](performance.svg)',
  beside: '![100,000 businesses closed over time, three ways](beside.svg)',
};

const sections: string[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`measuring: ${name}`);
  const picture = PICTURES[name];
  sections.push([markdown(await measure()), ...(picture ? [picture] : [])].join('\n\n'));
}

if (asked.length > 0 && isToWrite) await mendReport();
else if (asked.length > 0) console.log(sections.join('\n\n'));
else await writeReport();

/** Sections that were measured take the place of those of the same title; all others stay. */
async function mendReport(): Promise<void> {
  const report = new URL('performance.md', DOCS);
  let parts = (await readFile(report, 'utf8')).trimEnd().split(/\n\n(?=## )/);
  for (const section of sections) {
    const [title] = section.split('\n');
    const place = parts.findIndex((part) => part.split('\n')[0] === title);
    parts = place < 0 ? [...parts, section] : parts.with(place, section);
  }
  await writeFile(report, `${parts.join('\n\n')}\n`);
  await writeDrawings();
}

async function writeDrawings(): Promise<void> {
  for (const [name, drawing] of Object.entries(drawings)) await writeFile(new URL(name, DOCS), drawing);
}

async function writeReport(): Promise<void> {
  await writeFile(new URL('performance.md', DOCS), `${[intro(), ...sections].join('\n\n')}\n`);
  await writeDrawings();
  const big = waves.slice(-2);
  const lines = big.map(({ name, closedAfter }, index) => ({
    name,
    colour: index === 0 ? '#0b6e4f' : '#c44536',
    closedAfter,
  }));
  await writeFile(
    new URL('performance.svg', DOCS),
    chart('10,000 businesses closed, at 300 requests a minute', lines),
  );
}

function intro(): string {
  const [load = 0] = loadavg();
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node}`;
  return [
    '# Performance',
    '<!-- Written by `npm run bench`; what is changed by hand is lost. -->',
    `Measured by \`npm run bench\` on one machine: ${machine}, with a load of ${load.toFixed(1)} at the end. Times depend on the machine and on what else it does; what ` +
      'is compared was measured in one run. Requests and virtual times are the same everywhere.',
  ].join('\n\n');
}
