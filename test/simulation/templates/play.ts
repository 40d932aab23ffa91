/** Eight days of two templates that three rules swap, drawn by a seed (what is drawn and what holds: ../templates.test.ts). */
import { HOLIDAY, QUOTE, swapWorld } from '../../support/world/templates.ts';
import type { World } from '../../support/world/world.ts';

const TITLES = ['Vacances', 'Devis'] as const;
const FIELDS = ['content', 'title', 'icon'] as const;
type Field = (typeof FIELDS)[number];
type Title = (typeof TITLES)[number];
const FAULTS = ['lostAnswer', 'serverError', 'reset', 'cutBody', 'tooManyRequests'] as const;
const DAYS = Array.from({ length: 8 }, (_, index) => `2027-01-${String(index + 4).padStart(2, '0')}`);

interface DrawnRule {
  key: string;
  priority: number;
  from: string;
  to: string;
  swaps: Partial<Record<Title, Partial<Record<Field, string>>>>;
}

/** Plays a seed. Resolves to everything that is not as it has to be: nothing, if all is well. */
export async function playTemplates(seed: number): Promise<string[]> {
  const random = mulberry(seed);
  const rules = drawRules(random);
  const world = await swapWorld(yamlOf(rules));
  try {
    return await play(world, rules, random);
  } finally {
    await world.end();
  }
}

async function play(world: World, rules: DrawnRule[], random: () => number): Promise<string[]> {
  const faults: string[] = [];
  const before = rowsOf(world);
  const theirs = new Map<string, string>();
  const ends = `${DAYS.at(-1)}T23:00:00+01:00`;
  for (const day of DAYS) {
    for (const hour of ['00', '07', '13', '20']) {
      await world.until(`${day}T${hour}:00:00+01:00`);
      const share = random() < 0.3 ? 0.5 : 0;
      const fault = pick(FAULTS, random);
      world.sandbox.setFaults({ script: [{ match: { path: '/messaging/templates', share }, fault }] });
      if (random() < 0.15) await world.restart();
      const report = await world.run();
      if (report.converged)
        faults.push(
          ...wrong(world, rules, theirs, day).map((one) => `templates: ${one} on ${day} at ${hour}`),
        );
      if (report.converged && random() < 0.08) edit(world, theirs, `by hand ${day} ${hour}`, random);
    }
  }
  world.sandbox.setFaults({});
  await world.until(ends);
  for (const later of [
    '2027-01-13T10:00:00+01:00',
    '2027-01-13T12:00:00+01:00',
    '2027-01-13T14:00:00+01:00',
  ]) {
    await world.until(later);
    await world.run();
  }
  return [...faults, ...unlike(before, rowsOf(world), theirs)];
}

/** Fields that show neither what the rules of the day say nor what a person wrote last. */
function wrong(world: World, rules: DrawnRule[], theirs: Map<string, string>, day: string): string[] {
  return TITLES.flatMap((title, index) =>
    FIELDS.flatMap((field) => {
      const shown = shownOf(world, index, field);
      const said = rules
        .filter(({ from, to, swaps }) => from <= day && day <= to && swaps[title]?.[field] !== undefined)
        .sort((a, b) => b.priority - a.priority)[0]?.swaps[title]?.[field];
      const allowed = [said ?? ownOf(index, field), theirs.get(`${index} ${field}`)];
      return allowed.includes(shown) ? [] : [`${title} ${field} shows ${shown}, not ${allowed.join(' or ')}`];
    }),
  );
}

function unlike(before: string[], after: string[], theirs: Map<string, string>): string[] {
  return after.flatMap((row, index) => {
    const [name, value] = row.split('\u0000') as [string, string];
    const written = theirs.get(name);
    return row === before[index] || (written !== undefined && value.includes(written))
      ? []
      : [`end: ${name} is not back`];
  });
}

/** Somebody writes a field in Partoo's app; from then on it may be theirs. */
function edit({ sandbox }: World, theirs: Map<string, string>, text: string, random: () => number): void {
  const index = Math.floor(random() * TITLES.length);
  const field = pick(['content', 'icon'] as const, random);
  theirs.set(`${index} ${field}`, text);
  const template = sandbox.templates[index]!;
  if (field === 'icon') template.icon = text;
  else template.content = `{"text": ${JSON.stringify(text)}, "_version": "0.1"}`;
}

function rowsOf({ sandbox }: World): string[] {
  return sandbox.templates.flatMap((template, index) =>
    FIELDS.map((field) => `${index} ${field}\u0000${template[field]}`),
  );
}

function shownOf({ sandbox }: World, index: number, field: Field): string {
  const value = sandbox.templates[index]![field];
  return field === 'content' ? (JSON.parse(value!) as { text: string }).text : String(value);
}

function ownOf(index: number, field: Field): string {
  const value = [HOLIDAY, QUOTE][index]![field];
  return field === 'content' ? (JSON.parse(value!) as { text: string }).text : String(value);
}

/** One to three rules; no two of a priority, so that a day has one first. */
function drawRules(random: () => number): DrawnRule[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => {
    const first = Math.floor(random() * 5);
    const last = first + Math.floor(random() * 4);
    const swaps: DrawnRule['swaps'] = {};
    for (const title of TITLES.filter(() => random() < 0.7)) {
      const fields = FIELDS.filter(() => random() < 0.5);
      if (fields.length > 0)
        swaps[title] = Object.fromEntries(fields.map((field) => [field, `${field} of r${index} ${title}`]));
    }
    const key = `r${index}`;
    return {
      key,
      priority: 61 + Math.floor(random() * 9) * 3 + index,
      from: DAYS[first]!,
      to: DAYS[last]!,
      swaps,
    };
  }).filter(({ swaps }) => Object.keys(swaps).length > 0);
}

function yamlOf(rules: DrawnRule[]): string {
  const messages = rules.flatMap(({ key, swaps }) =>
    Object.entries(swaps).flatMap(([title, { content }]) =>
      content === undefined ? [] : [`  ${key}-${title}: ${JSON.stringify(content)}`],
    ),
  );
  const written = rules.map(({ key, priority, from, to, swaps }) => {
    const templates = Object.fromEntries(
      Object.entries(swaps).map(([title, swap]) => [
        title,
        { ...swap, ...(swap.content === undefined ? {} : { content: `${key}-${title}` }) },
      ]),
    );
    const effect = { reachable: 'keep', offlineMessage: 'keep', chatHours: 'keep', templates };
    return `  ${key}: { dates: [{ from: ${from}, to: ${to} }], priority: ${priority}, effect: ${JSON.stringify(effect)} }`;
  });
  const head = messages.length === 0 ? '' : `messages:\n${messages.join('\n')}\n`;
  return written.length === 0 ? `${head}rules: {}\n` : `${head}rules:\n${written.join('\n')}\n`;
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** A small generator of numbers from 0 to 1: the same seed, the same days. */
function mulberry(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
