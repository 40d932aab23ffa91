/** What would come of a closure if it were asked for now. Changes nothing, and asks Partoo nothing. */
import { adHocKey } from '../../closures/ad-hoc-key.ts';
import type { AdHocClosure, Business, Waiting } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { adHocSince } from '../../reconcile/pass/ended-closures.ts';
import { appliedConfig, makeSituation, selectOrganizations } from '../../reconcile/pass/session.ts';
import { Wanting } from '../../reconcile/situation/wanted.ts';
import { type Foreseen, type ForeseenText, foresee, textsByLanguage } from '../foreseen-texts.ts';
import { type Reach, reachOf } from '../reach.ts';
import { refusePast } from './closure-bounds.ts';
import { type ClosureRequest, closureOf } from './closure-request.ts';
import { concernedBy } from './find-closures.ts';
import { foreseeJudgement } from './guard.ts';

export interface ClosurePreview {
  reach: Reach;
  /** How many of them would be closed at its beginning: something else may go before it. */
  closing: number;
  texts: ForeseenText[];
  /** What it is beyond, so that somebody else has to agree first; null: it comes about at once. */
  waits: Waiting['beyond'] | null;
}

/** @throws UsageError for what cannot be asked for, or is beyond a guard and may not wait */
export async function previewClosure(deps: KeepingDeps, request: ClosureRequest): Promise<ClosurePreview> {
  const { config } = await appliedConfig(deps.store);
  const closure = closureOf(request, config, deps.clock.now());
  const organizations = selectOrganizations(config, request.organization);
  const { concerned, of } = await concernedBy(deps, closure, organizations);
  const businesses = concerned.flatMap((one) => one.businesses);
  refusePast(closure.until, businesses, deps.clock.now());
  const asking = concerned.map(({ organization }) => ({ organization, before: null, after: closure }));
  const waits = await foreseeJudgement(deps, closure.actor, asking);
  const foreseen: Foreseen[] = [];
  for (const { organization, businesses: some } of concerned)
    foreseen.push(...(await foreseeAll(deps, config, organization, closure, some)));
  return {
    reach: reachOf(businesses, of),
    closing: foreseen.filter(({ isClosed }) => isClosed).length,
    texts: textsByLanguage(foreseen),
    waits,
  };
}

async function foreseeAll(
  { store, clock }: KeepingDeps,
  config: Config,
  organization: Organization,
  closure: AdHocClosure,
  businesses: readonly Business[],
): Promise<Foreseen[]> {
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
    return cohort && chain ? [foresee(wanting, cohort, chain, business, Math.max(chain.start, now))] : [];
  });
}
