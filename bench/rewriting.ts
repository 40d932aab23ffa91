/** What it costs that texts name openings: writes of a year in which nothing moves, and of one closure that is extended. */
import { isoOf } from '../lib/clock.ts';
import type { Business, Hours } from '../lib/closures/model.ts';
import { hoursOf } from '../lib/closures/opening/own-hours.ts';
import { isRewording, type WordsInPlace } from '../lib/closures/rewording.ts';
import { parseConfig } from '../lib/config/index.ts';
import { changeClosure, requestClosure } from '../lib/operations/index.ts';
import { expandCalendars } from '../lib/reconcile/refresh/refresh.ts';
import { type Cohort, situationOf } from '../lib/reconcile/situation/situation.ts';
import { type CohortWanted, cohortWanted, Wanting } from '../lib/reconcile/situation/wanted.ts';
import { grouped, minutes, type Section, seconds } from './support/section.ts';
import { CLOSING, REQUESTS_PER_MINUTE, SHARE, startPartoo, whileWatching } from './support/stage.ts';

const [FROM, TO] = [Date.parse('2026-12-01T00:00Z'), Date.parse('2027-12-01T00:00Z')];
const WINDOW = { from: '2026-10-01', to: '2028-02-01' };
const DISTINCT_HOURS = 500;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const HOUR = 3600_000;
const MINUTE = 60_000;

/** Whether the texts name when the shop opens again. */
type Texts = 'naming' | 'plain';

const rules = (texts: Texts) => `version: 1
organizations: { acme: { apiKey: env:KEY } }
messages:
  shut: { fr: "Fermé${texts === 'naming' ? ', retour {{reopens}}' : ''}." }
  feast: { fr: "{{closure_name}}${texts === 'naming' ? ', retour {{reopens}}' : ''}." }
rules:
  feasts: { holidays: {}, message: feast }
  nights: { cron: { close: "0 19 * * *", open: "0 8 * * *" }, message: shut }
  hours:
    weekly: { ${WEEKDAYS.map((day) => `${day}: ["08:00-19:00"]`).join(', ')} }
    message: shut
`;

export interface Year {
  writes: number;
  /** Of these, texts written again under the same closures, since their opening had moved. */
  rewritings: number;
}

/**
 * What a year asks for, as passes decide it at every instant at which anything begins or ends, and in the middle between
 * two: holidays, nights and weekly hours, over shops of which each has one of so many opening hours.
 */
export async function countYear(texts: Texts, businesses: number, distinctHours: number): Promise<Year> {
  const { config } = parseConfig(rules(texts), 'closures.yml');
  const [organization] = config.organizations;
  const all = Array.from({ length: businesses }, (_, index) => shop(index, distinctHours));
  const { calendars } = await expandCalendars(config, '', organization!, all, WINDOW);
  const situation = situationOf({
    ...{ config, organization: organization!, businesses: all, templates: {}, calendars, adHoc: [] },
  });
  const wanting = new Wanting(situation);
  const year: Year = { writes: 0, rewritings: 0 };
  for (const cohort of situation.cohorts) {
    const instants = instantsOf(cohort).map((at) => cohortWanted(cohort, at));
    for (const alike of Map.groupBy(cohort.businesses, (one) => JSON.stringify(hoursOf(one))).values()) {
      const one = countOf(alike[0]!, instants, wanting);
      year.writes += one.writes * alike.length;
      year.rewritings += one.rewritings * alike.length;
    }
  }
  return year;
}

function countOf(business: Business, instants: readonly CohortWanted[], wanting: Wanting): Year {
  const year: Year = { writes: 0, rewritings: 0 };
  let before: WordsInPlace = { overlayKey: '', closures: [] };
  for (const wanted of instants) {
    const { overlayKey, promises, closures } = wanting.desired(business, wanted, {});
    if (overlayKey === before.overlayKey) continue;
    const after = { overlayKey, promises, closures: closures.map(({ key }) => key) };
    year.writes += 1;
    if (isRewording(before, after, wanted.at)) year.rewritings += 1;
    before = after;
  }
  return year;
}

function instantsOf({ timeline }: Cohort): number[] {
  const inside = timeline.boundaries.filter((at) => at >= FROM && at < TO);
  return inside.flatMap((at, index) => [at, (at + (inside[index + 1] ?? TO)) / 2]);
}

function shop(index: number, distinctHours: number): Business {
  const minute = 6 * 60 + (index % distinctHours);
  const opens = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const openHours: Hours = {
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, [`${opens}-20:00`]])),
  };
  return {
    ...{ id: `b${index}`, code: `ST-${index}`, name: `Shop ${index}`, country: 'FR', region: null },
    ...{ zone: 'Europe/Paris', language: 'fr', zipcode: '75001', city: 'Paris', groups: [], address: null },
    ...{ websiteUrl: null, phoneNumber: null, openHours },
  };
}

const ALWAYS = Object.fromEntries([...WEEKDAYS, 'sunday'].map((day) => [day, ['00:00-23:59']]));

export interface Extension {
  businesses: number;
  /** To businesses of the closure that is extended. */
  rewritings: number;
  /** How many closings were asked for while texts were being written again. */
  due: number;
  /** Texts that were written again between the first and the last of them. */
  dueBehind: number;
  /** From when they were asked for until the last of them. */
  dueAfterMilliseconds: number;
  /** From the extension to the last text. */
  milliseconds: number;
}

/** A closure over all shops but a few is extended, and while its texts are written again those few are to be closed. */
export async function measureExtension(businesses: number, due: number): Promise<Extension> {
  const partoo = await startPartoo(businesses + due, CLOSING - 12 * HOUR);
  const { clock, sandbox } = partoo;
  const codes = sandbox.businesses.map(({ business }) => String(business.code));
  const late = new Set(codes.slice(businesses));
  // With hours of their own, some would not open before the later end either.
  for (const code of codes)
    sandbox.person.edit(code, { uses_business_hours: false, custom_chat_hours: ALWAYS });
  let [extendedAt, askedAt] = [0, 0];
  try {
    await whileWatching(partoo, '10m', async (deps) => {
      const ask = (id: string, some: string[]) =>
        requestClosure(deps, {
          ...{ id, organization: null, scope: { codes: some }, all: false, from: null, message: null },
          ...{ until: isoOf(clock.now() + 3 * HOUR), text: 'Retour {{reopens}}.', language: 'fr' },
          ...{ reason: null, urgent: false, hold: false, actor: 'bench' },
        });
      await ask('flood', codes.slice(0, businesses));
      await clock.sleep(30 * MINUTE);
      sandbox.requests.length = 0;
      extendedAt = clock.now();
      await changeClosure(deps, 'flood', { until: isoOf(extendedAt + 6 * HOUR) });
      // A quarter of the texts are written by then.
      await clock.sleep((businesses / 4 / (REQUESTS_PER_MINUTE * SHARE)) * MINUTE);
      askedAt = clock.now();
      await ask('strike', [...late]);
      await clock.sleep(30 * MINUTE);
    });
    const done = sandbox.businesses.map(({ business }) => ({
      isDue: late.has(String(business.code)),
      writes: sandbox.writesOf(business.id).filter(({ at }) => at >= extendedAt),
    }));
    const last = (isDue: boolean) =>
      done.filter((one) => one.isDue === isDue).flatMap(({ writes }) => writes.map(({ at }) => at));
    const closings = last(true);
    const [firstClosing, lastClosing] = [Math.min(...closings), Math.max(...closings)];
    const rewritten = last(false);
    return {
      businesses,
      rewritings: rewritten.length,
      due: closings.length,
      dueBehind: rewritten.filter((at) => at > firstClosing && at < lastClosing).length,
      dueAfterMilliseconds: lastClosing - askedAt,
      milliseconds: Math.max(...rewritten) - extendedAt,
    };
  } finally {
    await sandbox.close();
  }
}

export async function measureRewriting(businesses = 10_000, extended = 1000): Promise<Section> {
  const naming = await countYear('naming', businesses, DISTINCT_HOURS);
  const plain = await countYear('plain', businesses, DISTINCT_HOURS);
  const extension = await measureExtension(extended, extended / 10);
  return {
    title: 'What it costs that texts name openings',
    about:
      `Holidays, nights and weekly hours over a year, ${grouped(businesses)} businesses with ${DISTINCT_HOURS} opening hours: what passes decide at every instant at which ` +
      `anything begins or ends, and between two. And one closure over ${grouped(extended)} businesses that is extended, on a virtual clock at 300 requests a minute.`,
    head: ['', 'writes', 'of these, texts written again'],
    rows: [
      ['a year, texts that name nothing', grouped(plain.writes), grouped(plain.rewritings)],
      ['a year, texts that name the opening', grouped(naming.writes), grouped(naming.rewritings)],
      ['one closure extended', grouped(extension.rewritings), grouped(extension.rewritings)],
    ],
    notes: [
      `Aims: no write more where nothing moves (${grouped(naming.writes - plain.writes)}), and one for each business of a closure that is extended, behind what is due.`,
      `When a quarter of the texts were written, ${grouped(extension.due)} other businesses were to be closed: they were ${seconds(extension.dueAfterMilliseconds)} later, and between the first and the last of them ${grouped(extension.dueBehind)} texts were written again. All texts were right after ${minutes(extension.milliseconds)}.`,
    ],
  };
}
