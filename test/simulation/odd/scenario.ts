/** Everything that one seed decides: shops, closures, people, oddities, crashes. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import { makeBusiness, type ScriptedFault, type SeededBusiness } from '../../../lib/sandbox/index.ts';
import { evenly } from '../../../lib/simulation/stage.ts';
import { type Draw, drawing, drawOddity, EVENTS, type Event, KINDS, type Kind } from './kinds.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Monday 11 January 2027, 00:00 in Paris, where all shops lie. */
const MIDNIGHT = Date.UTC(2027, 0, 10, 23);
export const FROM = MIDNIGHT + 8 * HOUR;
/** From here on Partoo behaves, and nobody does anything. */
export const QUIET_FROM = MIDNIGHT + 20 * HOUR;
export const TO = QUIET_FROM + 26 * HOUR;
/** What every text of ours begins with, and none of anybody else. */
export const MARK = '[closed by us]';

interface DrawnClosure {
  key: string;
  shops: string[];
  start: Instant;
  end: Instant;
  isAdHoc: boolean;
}

export interface DrawnEdit {
  at: Instant;
  shop: string;
  fields: Partial<Settings>;
}

interface DrawnOddity {
  kind: Kind;
  from: Instant;
  to: Instant;
  entry: ScriptedFault;
}

export interface Scenario {
  seed: number;
  businesses: SeededBusiness[];
  closures: DrawnClosure[];
  edits: DrawnEdit[];
  oddities: DrawnOddity[];
  events: { at: Instant; shop: string; event: Event }[];
  /** When the same file is applied again. */
  appliedAgain: Instant;
  /** After how many calls to store and network the pass of a step dies. */
  crashes: Map<number, { afterCalls: number; isBeforeCall: boolean }>;
}

const at = (hour: number, minute = 0): Instant => MIDNIGHT + hour * HOUR + minute * MINUTE;

/** @param kinds of oddities and events that may be drawn; at least one is */
export function drawScenario(seed: number, kinds: readonly (Kind | Event)[]): Scenario {
  const draw = drawing(evenly(seed));
  const businesses = Array.from({ length: 7 }, (_, index) => drawShop(index + 1, seed));
  const shops = businesses.map(({ business }) => business.code);
  const some = () => shops.filter(() => draw.chance(0.7));
  const closures = [
    { key: 'morning', shops: shops.slice(0, 5), start: at(10), end: at(15 + draw.upTo(3)), isAdHoc: false },
    { key: 'noon', shops: some(), start: at(12), end: at(14), isAdHoc: false },
    { key: 'asked-for', shops: [draw.of(shops)], start: at(11), end: at(12 + draw.upTo(6)), isAdHoc: true },
  ].filter((closure) => closure.shops.length > 0);
  const oddities = kinds.filter((kind): kind is Kind => kind in KINDS);
  const events = EVENTS.filter((event) => kinds.includes(event));
  return judgeable({
    seed,
    businesses,
    closures,
    edits: Array.from({ length: draw.upTo(4) }, (_, index) => drawEdit(index, businesses, draw)),
    oddities:
      oddities.length === 0
        ? []
        : Array.from({ length: 1 + draw.upTo(5) }, () => drawWindow(draw.of(oddities), shops, draw)),
    events:
      events.length === 0 || (oddities.length > 0 && draw.chance(0.6))
        ? []
        : [{ at: at(9 + draw.upTo(8), 32), shop: draw.of(shops), event: draw.of(events) }],
    appliedAgain: at(draw.of([9, 11, 13, 16]), 51),
    crashes: new Map(
      Array.from({ length: draw.chance(0.4) ? 1 + draw.upTo(4) : 0 }, () => [
        draw.upTo(36),
        { afterCalls: 1 + draw.upTo(60), isBeforeCall: draw.chance(0.5) },
      ]),
    ),
  });
}

/** Of a text beyond recognition only the answer tells that it is ours: none of these gets lost, then. */
function judgeable(scenario: Scenario): Scenario {
  const oddities = scenario.oddities.filter(({ kind }) => kind === 'textsBeyondRecognition');
  return oddities.length === 0 ? scenario : { ...scenario, oddities, crashes: new Map() };
}

/** In Paris, with texts of its own that hold what a Partoo may trip over. */
function drawShop(n: number, seed: number): SeededBusiness {
  const shop = makeBusiness(1, seed);
  const own = makeBusiness(n, seed);
  return {
    settingId: own.settingId,
    business: { ...shop.business, id: String(40_000 + n), code: `ST-${n}`, name: `Shop ${n}` },
    settings: {
      ...own.settings,
      welcome_message: `Bonjour,  l'équipe n° ${n} <vous> répond & "sourit" 👋\nÀ bientôt !`,
      offline_message: `Nous sommes absents, d'où ce message n° ${n}...`,
    },
  };
}

/** Most of them begin shortly before something is due. */
function drawWindow(kind: Kind, shops: readonly string[], draw: Draw): DrawnOddity {
  const from = at(draw.of([7, 9, 10, 11, 13, 14, 15, 16, 17]), draw.of([45, 55, 58]));
  const hours = draw.of([0.2, 0.4, 1, 3, 8]);
  return { kind, from, to: Math.min(from + hours * HOUR, QUIET_FROM), entry: drawOddity(kind, shops, draw) };
}

/** At minutes between passes. */
function drawEdit(index: number, businesses: readonly SeededBusiness[], draw: Draw): DrawnEdit {
  const { business, settings } = draw.of(businesses);
  const fields: Partial<Settings>[] = [
    { offline_message: `Écrit à la main, n° ${index}` },
    { welcome_message: `Bonjour à la main, n° ${index}` },
    { is_launched: true },
    {
      ...(settings.custom_chat_hours && {
        custom_chat_hours: { ...settings.custom_chat_hours, monday: ['08:00-08:30'] },
      }),
    },
  ];
  return { at: at(9 + draw.upTo(8), 32), shop: business.code, fields: draw.of(fields) };
}

/** The rules as closures.yml. */
export function configYaml({ closures }: Scenario): string {
  const rules = closures.filter(({ isAdHoc }) => !isAdHoc);
  const wall = (instant: Instant) => new Date(instant + HOUR).toISOString().slice(0, 16);
  return `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    timezone: Europe/Paris
    requestsPerMinute: 300
messages:
  closed: { default: "${MARK}  C'est fermé, \\"exceptionnellement\\" & <brièvement> 🎄..." }
  morning: { default: "${MARK} Fermé ce matin, l'équipe revient : {{reopens}}" }
  noon: { default: "${MARK} Fermé à midi, l'équipe revient : {{reopens}}" }
rules:
${rules
  .map(
    ({ key, shops, start, end }) =>
      `  ${key}:\n    scope: { codes: [${shops.join(', ')}] }\n    priority: ${key === 'noon' ? 70 : 60}\n` +
      `    dates: [{ from: ${wall(start)}, to: ${wall(end)} }]\n    message: ${key}\n`,
  )
  .join('')}`;
}
