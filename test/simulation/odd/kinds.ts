/** The oddities that a run may draw, by kind. */
import type { ScriptedFault } from '../../../lib/sandbox/index.ts';

export interface Draw {
  /** An integer in `[0, count)`. */
  upTo(count: number): number;
  chance(share: number): boolean;
  of<T>(list: readonly T[]): T;
}

export function drawing(random: () => number): Draw {
  const upTo = (count: number) => Math.floor(random() * count);
  return {
    upTo,
    chance: (share) => random() < share,
    of: <T>(list: readonly T[]) => list[upTo(list.length)] as T,
  };
}

type Odd = Omit<ScriptedFault, 'match'> & { match?: ScriptedFault['match'] };
type Write = NonNullable<ScriptedFault['write']>;

const LISTS = { path: '^/(messaging/settings|business/search)$' };
const BUSINESSES = { path: '^/business/search$' };
const SETTINGS = { path: '^/messaging/settings$' };
const READS = { method: 'GET' };
const WRITES = { method: 'POST' };
/** What says in how many ways a write went well, or says nothing. */
const WORDLESS: NonNullable<ScriptedFault['answer']>[] = [
  { status: 204, body: 'none' },
  { body: 'none' },
  { body: 'undecodable' },
  { body: 'half' },
  { body: 'html' },
];
/** What can be recognized, and what can be known for ours only where the answer tells it. */
const RECOGNIZABLE: NonNullable<Write['texts']>[] = [
  ['entities'],
  ['apostrophes'],
  ['commas'],
  ['foldedSpace'],
  ['nfd'],
  ['nfkc'],
  ['crlf'],
];
const BEYOND_RECOGNITION: typeof RECOGNIZABLE = [
  ['withoutEmoji'],
  ['typographic'],
  ['shouted'],
  ['paragraph'],
  ['entities', 'foldedSpace', { cut: 40 }],
];
const RETRY_AFTER = ['3600', '2147484', '99999999999', '-1', 'soon', '', 'Wed, 21 Oct 2099 07:28:00 GMT'];

export const KINDS = {
  texts: (draw) => ({ write: { texts: draw.of([...RECOGNIZABLE, [{ cut: 5 + draw.upTo(60) }]]) } }),
  textsBeyondRecognition: (draw) => ({ write: { texts: draw.of(BEYOND_RECOGNITION) } }),
  textsEchoed: (draw) => ({ write: { texts: draw.of([...RECOGNIZABLE, [{ cut: 25 }]]), tells: 'sent' } }),
  textsUntold: (draw) => ({
    write: { texts: draw.of([...RECOGNIZABLE, [{ cut: 25 }]]) },
    answer: draw.of(WORDLESS),
  }),
  hours: (draw) => ({
    write: {
      hours: draw.of([['emptyDaysLeftOut'], ['windowsMerged'], ['sundayFirst'], ['emptyWeekIsNull']]),
    },
  }),
  ignored: (draw) => ({
    match: draw.of<ScriptedFault['match']>([{}, { closing: true }, { closing: false }]),
    write: { ignores: ['is_launched', 'texts', 'hours'], tells: draw.of(['sent', 'stored']) },
  }),
  ignoredInPart: (draw) => ({
    match: draw.of<ScriptedFault['match']>([{}, { closing: true }, { closing: false }]),
    write: {
      ignores: draw.of<NonNullable<Write['ignores']>>([
        ['is_launched'],
        ['texts'],
        ['hours'],
        ['is_launched', 'texts'],
        ['texts', 'hours'],
      ]),
      tells: draw.of(['sent', 'stored']),
    },
  }),
  late: (draw) => ({ write: { lateMilliseconds: 1_000 * draw.of([5, 60, 300, 540, 1_800]) } }),
  wordless: (draw) => ({ match: WRITES, answer: draw.of(WORDLESS) }),
  wordlessReads: (draw) => ({ match: READS, answer: draw.of(WORDLESS) }),
  strangeReads: (draw) => ({
    match: READS,
    answer: { body: { json: draw.of<unknown>([null, [], {}, 7, { settings: 1 }]) } },
  }),
  refusedAndDone: (draw) => ({
    match: WRITES,
    answer: {
      status: draw.of([400, 401, 403, 404, 409, 422, 500]),
      body: { json: { errors: { json: {} } } },
    },
  }),
  refused: (draw) => ({ fault: draw.of(['unauthorized', 'forbidden', 'notFound']) }),
  broken: (draw) => ({
    fault: draw.of(['serverError', 'reset', 'lostAnswer', 'cutBody', 'lateServerError', 'slow', 'html200']),
  }),
  retryAfter: (draw) => ({
    answer: { status: 429, body: 'none', retryAfter: draw.of(RETRY_AFTER), prevents: draw.chance(0.7) },
  }),
  repeated: () => ({ match: SETTINGS, answer: { body: 'repeated' } }),
  shifting: (draw) => ({ match: LISTS, pages: { shift: draw.of([1, -1, 2, -3]) } }),
  disordered: (draw) => ({ match: LISTS, pages: { order: draw.of(['byPage', 'alternating', 'reversed']) } }),
  short: (draw) => ({ match: LISTS, pages: draw.of([{ atMost: 2 }, { empty: [2] }, { maxPage: 1 }]) }),
  uncounted: (draw) => ({
    match: LISTS,
    pages: draw.of([{ maxPage: null }, { count: null }, { maxPage: null, count: null }]),
  }),
  miscounted: (draw) => ({ match: LISTS, pages: draw.of([{ count: 1 }, { count: 230 }, { maxPage: 1e9 }]) }),
  endless: (draw) => ({
    match: LISTS,
    pages: {
      ...draw.of([{ endless: true }, { ignored: true }]),
      ...draw.of([{ maxPage: 1e9 }, { maxPage: null }]),
    },
  }),
  unfiltered: () => ({ match: SETTINGS, pages: { unfiltered: true } }),
  missing: (draw) => ({ match: draw.of([LISTS, BUSINESSES, SETTINGS]), rows: { missing: true } }),
  rearranged: (draw) => ({
    match: LISTS,
    rows: draw.of([{ repeated: true }, { reversed: true }, { foreign: 3 }]),
  }),
  misfits: (draw) => ({
    match: draw.of([LISTS, BUSINESSES, SETTINGS]),
    rows: draw.of<NonNullable<ScriptedFault['rows']>>([
      { set: { code: {} } },
      { set: { id: null } },
      { set: { custom_chat_hours: 'always' } },
      { set: { is_launched: 'yes' } },
      { without: ['is_launched'] },
      { without: ['business_id'] },
      { depth: 5_000 },
      { bytes: 3_000_000 },
    ]),
  }),
} satisfies Record<string, (draw: Draw) => Odd>;

export type Kind = keyof typeof KINDS;

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

/** What befalls a business for good. */
export const EVENTS = ['renewId', 'addSettings', 'removeSettings', 'removeBusiness'] as const;
export type Event = (typeof EVENTS)[number];

/** One oddity of a kind, for some shops or all, for a number of times or as long as it lasts. */
export function drawOddity(kind: Kind, shops: readonly string[], draw: Draw): ScriptedFault {
  const { match = {}, ...what } = KINDS[kind](draw) as Odd;
  const isAboutShops = 'write' in what || 'rows' in what;
  return {
    match: {
      ...match,
      ...(isAboutShops && draw.chance(0.5) && { business: [draw.of(shops)] }),
      ...(draw.chance(0.5) && { times: 1 + draw.upTo(4) }),
      ...(draw.chance(0.3) && { share: 0.5 }),
    },
    ...what,
  };
}
