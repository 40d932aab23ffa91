/** What would come of a closure if it were asked for now. Changes nothing, and asks Partoo nothing. */
import type { Instant } from '../../clock.ts';
import { adHocKey } from '../../closures/ad-hoc-key.ts';
import type { Chain } from '../../closures/chains.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { AdHocClosure, Business } from '../../closures/model.ts';
import { openingFrom } from '../../closures/opening/opening.ts';
import { questionAbout } from '../../closures/opening/openings.ts';
import { hoursOf } from '../../closures/opening/own-hours.ts';
import { isClosing } from '../../closures/overlay.ts';
import type { Config, Organization } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { adHocSince } from '../../reconcile/pass/ended-closures.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../../reconcile/pass/session.ts';
import type { Cohort } from '../../reconcile/situation/situation.ts';
import { cohortWanted, Wanting } from '../../reconcile/situation/wanted.ts';
import { type Reach, reachOf } from '../reach.ts';
import { type ClosureRequest, closureOf } from './closure-request.ts';
import { concernedBy } from './find-closures.ts';

/** What the businesses of one language would read at its beginning. */
export interface PreviewedText {
  /** BCP 47; null: not known. */
  language: string | null;
  /** That of most of them; null: it leaves their own. */
  text: string | null;
  businesses: number;
  /** How many other texts there are, which differ in the opening or name the business. */
  others: number;
  /** When those that read it answer again, with the zone; null: until further notice. */
  reopens: { at: string; timezone: string } | null;
}

export interface ClosurePreview {
  reach: Reach;
  /** How many of them would be closed at its beginning: something else may go before it. */
  closing: number;
  /** That of most businesses first. */
  texts: PreviewedText[];
}

/** @throws UsageError for what cannot be asked for */
export async function previewClosure(deps: KeepingDeps, request: ClosureRequest): Promise<ClosurePreview> {
  const { config } = await appliedConfig(deps.store);
  const now = deps.clock.now();
  const closure = closureOf(request, config, now);
  const { concerned, of } = await concernedBy(
    deps,
    closure,
    selectOrganizations(config, request.organization),
  );
  const found: Foreseen[] = [];
  for (const { organization, businesses } of concerned)
    found.push(...(await foresee(deps, config, organization, closure, businesses)));
  return {
    reach: reachOf(
      concerned.flatMap(({ businesses }) => businesses),
      of,
    ),
    closing: found.filter(({ isClosed }) => isClosed).length,
    texts: textsOf(found),
  };
}

interface Foreseen extends Omit<PreviewedText, 'businesses' | 'others'> {
  isClosed: boolean;
}

async function foresee(
  deps: KeepingDeps,
  config: Config,
  organization: Organization,
  closure: AdHocClosure,
  businesses: readonly Business[],
): Promise<Foreseen[]> {
  const { store, clock } = deps;
  const now = clock.now();
  const [directory, calendars] = await Promise.all([
    store.readDirectory(organization.id),
    store.readCalendars(organization.id),
  ]);
  if (!directory || !calendars) return [];
  const adHoc = [...(await adHocSince(store, organization.id, now, now)), closure];
  const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
  const wanting = new Wanting(situation);
  const key = adHocKey(closure.id);
  return businesses.flatMap((business) => {
    const cohort = situation.cohortOf.get(business.id);
    const chain = cohort?.timeline.chains.find(({ source }) => source.key === key);
    return cohort && chain ? [foreseen(wanting, cohort, chain, business, now)] : [];
  });
}

function foreseen(
  wanting: Wanting,
  cohort: Cohort,
  chain: Chain,
  business: Business,
  now: Instant,
): Foreseen {
  const at = Math.max(chain.start, now);
  const hours = hoursOf(business);
  const { overlay } = wanting.desired(business, cohortWanted(cohort, at), {}, hours);
  const reopens = openingFrom(questionAbout(chain, cohort.timeline, at, cohort.zone, hours));
  return {
    isClosed: isClosing(overlay),
    language: business.language,
    text: overlay.offlineMessage ?? null,
    reopens: reopens === null ? null : { at: isoInZone(reopens, cohort.zone), timezone: cohort.zone },
  };
}

function textsOf(found: readonly Foreseen[]): PreviewedText[] {
  const byLanguage = Map.groupBy(found, ({ language }) => language);
  return [...byLanguage.values()]
    .map((some): PreviewedText => {
      const byText = [...Map.groupBy(some, ({ text }) => text).values()].sort((a, b) => b.length - a.length);
      const { language, text, reopens } = byText[0]![0]!;
      return { language, text, reopens, businesses: some.length, others: byText.length - 1 };
    })
    .sort((a, b) => b.businesses - a.businesses);
}
