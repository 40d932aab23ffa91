/** Everything that one seed decides, drawn beforehand: shops, closures, people, faults, crashes. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import {
  type FaultPlan,
  makeBusinesses,
  type ScriptedFault,
  type SeededBusiness,
} from '../../../lib/sandbox/index.ts';
import { evenly } from '../../../lib/simulation/stage.ts';
import { ALL_KINDS, type Draw, drawing, drawOddity } from '../odd/kinds.ts';

const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
/** Monday; winter time, so that offsets are constants and the checkers need no time library. */
export const FROM = Date.UTC(2027, 0, 11, 0);
export const TO = FROM + 3 * DAY;
/** From here on Partoo is well, nobody does anything, and everything has to come right. */
export const QUIET_FROM = TO - 6 * HOUR;
/** What every text of ours holds, and none of anybody else. */
export const MARK = '[closed by us]';

/** What every announcement of ours holds, and none of anybody else. */
export const SOON = '[closing soon]';

/** Local time in winter, hours ahead of UTC. */
export const OFFSETS: Record<string, number> = {
  FR: 1,
  BE: 1,
  DE: 1,
  IT: 1,
  PL: 1,
  GB: 0,
};

/** One closure of some shops. Bounds are hours of local time since the local midnight of 11 January. */
export interface DrawnClosure {
  key: string;
  shops: string[];
  fromHour: number;
  toHour: number;
  /** null: a rule of closures.yml; else somebody asks for it then, and ends it at `toHour`. */
  askedAt: Instant | null;
  /** How long before it a rule announces it; left out: it does not. */
  announcedHours?: number;
}

interface DrawnEdit {
  at: Instant;
  shop: string;
  fields: Partial<Settings>;
}

/** An oddity of Partoo, for a while. */
interface DrawnOddity {
  from: Instant;
  to: Instant;
  entry: ScriptedFault;
}

export interface Scenario {
  seed: number;
  businesses: SeededBusiness[];
  closures: DrawnClosure[];
  edits: DrawnEdit[];
  faults: FaultPlan;
  oddities: DrawnOddity[];
  launchDelayMilliseconds: number;
  /** A narrow quota makes waves long and the budget felt. */
  requestsPerMinute: number;
  /** After how many calls of store and network each life of the process ends, and how long until the next one. */
  crashes: { afterCalls: number; isBeforeCall: boolean; downMilliseconds: number }[];
}

export function drawScenario(seed: number): Scenario {
  const draw = drawing(evenly(seed));
  const businesses = makeBusinesses(80, seed)
    .filter(({ business }) => business.country in OFFSETS && !business.zipcode?.startsWith('97'))
    .slice(0, 6 + draw.upTo(8));
  const codes = businesses.map(({ business }) => business.code);
  const closures = [
    ...Array.from({ length: 3 + draw.upTo(4) }, (_, index) => drawRule(index, codes, draw)),
    ...Array.from({ length: 1 + draw.upTo(2) }, (_, index) => drawAdHoc(index, codes, draw)).flatMap(
      (closure) => [closure, soonAfter(closure, draw)],
    ),
  ];
  const scenario: Scenario = {
    seed,
    businesses,
    closures,
    edits: drawEdits(businesses, closures, draw),
    faults: {
      seed,
      serverError: draw.chance(0.7) ? 0.2 : 0,
      reset: draw.chance(0.7) ? 0.1 : 0,
      lostAnswer: draw.chance(0.7) ? 0.15 : 0,
      cutBody: draw.chance(0.7) ? 0.1 : 0,
      lateServerError: draw.chance(0.3) ? 0.05 : 0,
      slow: draw.chance(0.3) ? 0.1 : 0,
      staleReadsMilliseconds: draw.chance(0.5) ? 1_000 * (1 + draw.upTo(60)) : 0,
    },
    launchDelayMilliseconds: draw.chance(0.5) ? 1_000 * draw.upTo(180) : 0,
    requestsPerMinute: draw.chance(0.5) ? 40 : 300,
    crashes: Array.from({ length: draw.chance(0.8) ? draw.upTo(16) : 0 }, () => ({
      afterCalls: 1 + draw.upTo(120),
      isBeforeCall: draw.chance(0.5),
      downMilliseconds: MINUTE * draw.upTo(10),
    })),
    // Drawn after them, so that a seed's other happenings are what they were before there were oddities.
    oddities: Array.from({ length: draw.chance(0.5) ? 1 + draw.upTo(3) : 0 }, () => drawWindow(codes, draw)),
  };
  // And these after those.
  return { ...scenario, closures: closures.map((closure) => withAnnouncement(closure, draw)) };
}

function withAnnouncement(closure: DrawnClosure, draw: Draw): DrawnClosure {
  if (closure.askedAt !== null || !draw.chance(0.4)) return closure;
  return { ...closure, announcedHours: draw.of([2, 5, 24]) };
}

/** Answers get lost here, and of such a text only they tell whose it is. */
const KINDS_HERE = ALL_KINDS.filter((kind) => kind !== 'textsBeyondRecognition');

function drawWindow(codes: readonly string[], draw: Draw): DrawnOddity {
  const from = FROM + draw.upTo(60) * HOUR - 10 * MINUTE;
  const entry = drawOddity(draw.of(KINDS_HERE), codes, draw);
  return { from, to: Math.min(from + draw.of([0.5, 2, 6]) * HOUR, QUIET_FROM), entry };
}

/** Everything that befalls requests from an instant on. */
export function faultsAt({ faults, oddities }: Scenario, at: Instant): FaultPlan {
  const odd = oddities.filter(({ from, to }) => from <= at && at < to);
  return { ...faults, script: odd.map(({ entry }) => entry) };
}

/** Bounds on full hours, the last of them before the quiet. */
function drawRule(index: number, codes: readonly string[], draw: Draw): DrawnClosure {
  const fromHour = 2 + draw.upTo(55);
  const toHour = Math.min(63, fromHour + 1 + draw.upTo(20));
  return { key: `rule-${index}`, shops: someOf(codes, draw), fromHour, toHour, askedAt: null };
}

function drawAdHoc(index: number, codes: readonly string[], draw: Draw): DrawnClosure {
  const [code] = someOf(codes, draw);
  const shop = code as string;
  const fromHour = 3 + draw.upTo(50);
  const askedAt = FROM + fromHour * HOUR;
  const toHour = Math.min(62, fromHour + 1 + draw.upTo(20));
  return { key: `ad-hoc-${index}`, shops: [shop], fromHour, toHour, askedAt };
}

/** Closed again before Partoo shows everywhere that it was open: the moment to take what we wrote for the original. */
function soonAfter({ key, shops, toHour }: DrawnClosure, draw: Draw): DrawnClosure {
  const fromHour = toHour + (5 + draw.upTo(150)) / 3600;
  return { key: `${key}-again`, shops, fromHour, toHour: toHour + 1, askedAt: FROM + fromHour * HOUR };
}

function someOf(codes: readonly string[], draw: Draw): string[] {
  const some = codes.filter(() => draw.chance(0.6));
  return some.length > 0 ? some : [...codes];
}

/**
 * People change texts whenever they like, and switch messaging on and off where that means something. At half past: what
 * the product has to write at a full hour is written by then, and nobody can tell whose a change within a wave was.
 */
function drawEdits(
  businesses: readonly SeededBusiness[],
  closures: readonly DrawnClosure[],
  draw: Draw,
): DrawnEdit[] {
  const used = new Set<string>();
  const edits: DrawnEdit[] = [];
  for (let index = 0; index < 8; index += 1) {
    const { business } = businesses[draw.upTo(businesses.length)] as SeededBusiness;
    const at = FROM + (4 + draw.upTo(56)) * HOUR + 45 * MINUTE;
    const isClosed = isClosedAt(closures, business, at);
    const fields: Partial<Settings>[] = [
      { offline_message: `Written by hand, ${index}` },
      { welcome_message: `Hello by hand, ${index}` },
      isClosed ? { is_launched: true } : { is_launched: false },
    ];
    const chosen = fields[draw.upTo(3)] as Partial<Settings>;
    // A relaunch ends a closure for its shop; a second hand in the same shop's switch would be hard to judge.
    const key = `${business.code} ${Object.keys(chosen)[0]}`;
    if (used.has(key)) continue;
    used.add(key);
    edits.push({ at, shop: business.code, fields: chosen });
  }
  return edits.sort((a, b) => a.at - b.at);
}

/** The closure as instants, for one shop. */
export function intervalOf(
  closure: DrawnClosure,
  { country }: SeededBusiness['business'],
): { start: Instant; end: Instant } {
  const offset = closure.askedAt === null ? (OFFSETS[country] ?? 0) : 0;
  const at = (hour: number) => FROM + (hour - offset) * HOUR;
  return { start: at(closure.fromHour), end: at(closure.toHour) };
}

export function isClosedAt(
  closures: readonly DrawnClosure[],
  business: SeededBusiness['business'],
  at: Instant,
): boolean {
  return closures.some((closure) => {
    const { start, end } = intervalOf(closure, business);
    return closure.shops.includes(business.code) && start <= at && at < end;
  });
}

/** The rules as closures.yml. */
export function rulesYaml({ closures }: Scenario): string {
  return closures
    .filter(({ askedAt }) => askedAt === null)
    .map(
      ({ key, shops, fromHour, toHour, announcedHours }) =>
        `  ${key}:\n` +
        `    scope: { codes: [${shops.join(', ')}] }\n` +
        `    dates: [{ from: ${wallClock(fromHour)}, to: ${wallClock(toHour)} }]\n` +
        `    message: away\n${announced(announcedHours)}`,
    )
    .join('');
}

function announced(hours: number | undefined): string {
  return hours === undefined ? '' : `    announce: { before: ${hours}h, offlineMessage: soon }\n`;
}

function wallClock(hour: number): string {
  return new Date(FROM + hour * HOUR).toISOString().slice(0, 16);
}
