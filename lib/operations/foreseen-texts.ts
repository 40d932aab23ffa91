/** What people will read of a closure, and when they are answered again. */
import type { Instant } from '../clock.ts';
import type { Chain } from '../closures/chains.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Business } from '../closures/model.ts';
import { openingFrom } from '../closures/opening/opening.ts';
import { questionAbout } from '../closures/opening/openings.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import { isClosing } from '../closures/overlay.ts';
import type { Cohort } from '../reconcile/situation/situation.ts';
import { cohortWanted, type Wanting } from '../reconcile/situation/wanted.ts';

/** One business at one instant of a closure. */
export interface Foreseen {
  /** BCP 47; null: not known. */
  language: string | null;
  /** null: all closures leave its own. */
  text: string | null;
  /** What the text is written in, BCP 47; null: it is the business' own. */
  writtenIn: () => string | null;
  isClosed: boolean;
  /** When it answers again, with the zone; null: until further notice. */
  reopens: { at: string; timezone: string } | null;
}

/** All closures taken together, as they stand at `at`. */
export function foresee(
  wanting: Wanting,
  cohort: Cohort,
  chain: Chain,
  business: Business,
  at: Instant,
): Foreseen {
  const hours = hoursOf(business);
  const wanted = cohortWanted(cohort, at);
  const { overlay } = wanting.desired(business, wanted, {}, hours);
  const reopens = openingFrom(questionAbout(chain, cohort.timeline, at, cohort.zone, hours));
  return {
    language: business.language,
    text: overlay.offlineMessage ?? null,
    writtenIn: () => wanting.writtenIn(business, wanted, hours),
    isClosed: isClosing(overlay),
    reopens: reopens === null ? null : { at: isoInZone(reopens, cohort.zone), timezone: cohort.zone },
  };
}

/** What the businesses of one language read: that of most of them. */
export interface ForeseenText extends Omit<Foreseen, 'isClosed' | 'writtenIn'> {
  writtenIn: string | null;
  businesses: number;
  /** How many other texts there are, which differ in the opening or name the business. */
  others: number;
}

/** That of most businesses first. */
export function textsByLanguage(foreseen: readonly Foreseen[]): ForeseenText[] {
  return [...Map.groupBy(foreseen, ({ language }) => language).values()]
    .map((some): ForeseenText => {
      const byText = [...Map.groupBy(some, ({ text }) => text).values()].sort((a, b) => b.length - a.length);
      const { language, text, reopens, writtenIn } = byText[0]![0]!;
      return {
        language,
        text,
        reopens,
        writtenIn: writtenIn(),
        businesses: some.length,
        others: byText.length - 1,
      };
    })
    .sort((a, b) => b.businesses - a.businesses);
}
