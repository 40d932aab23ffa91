import { chainsOf, linksOf, type Source } from '../../../lib/closures/chains.ts';
import { isoInZone } from '../../../lib/closures/civil-time.ts';
import type { Bound, Effect, WeekHours } from '../../../lib/closures/model.ts';
import { openingFrom, promisedOpening } from '../../../lib/closures/opening/opening.ts';
import type { BusinessHours } from '../../../lib/closures/opening/own-hours.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { source } from '../support.ts';

type Times = readonly [start: Bound, end: Bound | null];
export type Rule = { over: Partial<Source>; times: readonly Times[] };

let next = 0;

/** A rule that is in force at `times`; without an `effect` of its own it closes. */
export function rule(times: readonly Times[], effect?: Effect, over: Partial<Source> = {}): Rule {
  next += 1;
  return { over: { key: `rule-${next}`, ...(effect ? { effect } : {}), ...over }, times };
}

/** The opening that a text of the first rule promises, as local time with offset, without `:00` seconds; null: none. */
export function promised(zone: string, hours: BusinessHours, rules: Rule[], at?: Bound): string | null {
  return answer(zone, hours, rules, at, promisedOpening);
}

/** The same, but where the business answers at `at`, that. */
export function opening(zone: string, hours: BusinessHours, rules: Rule[], at?: Bound): string | null {
  return answer(zone, hours, rules, at, openingFrom);
}

function answer(
  zone: string,
  hours: BusinessHours,
  rules: Rule[],
  at: Bound | undefined,
  ask: typeof promisedOpening,
): string | null {
  const chains = rules.map(({ over, times }) =>
    chainsOf(
      source(over),
      linksOf(
        times.map(([start, end]) => ({ start, end, names: {} })),
        zone,
      ),
    ),
  );
  const spoken = chains[0] ?? [];
  const instant =
    at === undefined ? spoken[0]!.start : linksOf([{ start: at, end: null, names: {} }], zone)[0]!.start;
  const { end } = spoken.find((chain) => chain.start <= instant && instant < chain.end) ?? spoken[0]!;
  const found = ask({ timeline: timelineOf(chains.flat()), zone, hours, at: instant, chainEnd: end });
  return found === null ? null : isoInZone(found, zone).replace(/:00(?=[+-])/, '');
}

/** Own hours that are a week of chat hours. */
export const chat = (week: WeekHours): BusinessHours => ({ own: { week }, business: null });

/** The same windows on the days from Monday to Saturday. */
export const mondayToSaturday = (...windows: string[]): WeekHours => ({
  monday: windows,
  tuesday: windows,
  wednesday: windows,
  thursday: windows,
  friday: windows,
  saturday: windows,
});

export const daily = (...windows: string[]): WeekHours => ({
  ...mondayToSaturday(...windows),
  sunday: windows,
});
