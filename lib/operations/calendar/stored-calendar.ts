/** The closures as an iCalendar file that calendar programs subscribe to. Asks Partoo nothing. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Scope } from '../../closures/model.ts';
import { matchesScope, selectsSomething } from '../../closures/scope.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import type { Situation } from '../../reconcile/situation/situation.ts';
import { Wanting } from '../../reconcile/situation/wanted.ts';
import { type AlikeBusinesses, plannedClosures } from '../planned-closures.ts';
import { recall } from '../survey.ts';
import { type AskedClosure, askedClosures, cancelledAmong } from './asked-events.ts';
import { createCalendarFile } from './calendar-file.ts';

const DAY_MILLISECONDS = 86_400_000;
/** What was shown stays for a while, and a year lies ahead: from the beginning of the day, so that it does not change with every second. */
const BACK_DAYS = 31;
const AHEAD_DAYS = 366;
/** Calendar programs give up on more. */
const MOST_EVENTS = 20_000;
/** After so many parts others get their turn. */
const AT_ONCE = 100;

/** @throws UsageError for selectors that fit nothing, and for more events than anybody reads */
export async function storedCalendar(
  deps: KeepingDeps,
  { organization: only, scope }: { organization: string | null; scope: Scope },
): Promise<string> {
  const { config } = await appliedConfig(deps.store);
  const today = Math.floor(deps.clock.now() / DAY_MILLISECONDS) * DAY_MILLISECONDS;
  const window = { from: today - BACK_DAYS * DAY_MILLISECONDS, to: today + AHEAD_DAYS * DAY_MILLISECONDS };
  const asked = await askedClosures(deps.store, config, only);
  const file = createCalendarFile(asked);
  const cancelled: AskedClosure[] = [];
  let parts = 0;
  for (const organization of selectOrganizations(config, only)) {
    const situation = await recall(deps, config, organization, window, []);
    if (situation === null) continue;
    cancelled.push(...cancelledFor(situation, scope, cancelledAmong(asked, window.from)));
    for (const part of plannedClosures(situation, new Wanting(situation), window)) {
      file.add(among(part, scope, organization.id, situation.businessOf));
      parts += 1;
      if (parts % AT_ONCE === 0) await breathe();
      if (file.events > MOST_EVENTS)
        throw new UsageError(
          'too-many-events',
          `The calendar has more than ${MOST_EVENTS} events.`,
          'Select fewer shops.',
        );
    }
  }
  return file.text(cancelled);
}

function among(
  part: AlikeBusinesses,
  scope: Scope,
  organization: string,
  businessOf: Situation['businessOf'],
): AlikeBusinesses {
  if (!selectsSomething(scope)) return part;
  const isMeant = (id: string) => {
    const business = businessOf.get(id);
    return business !== undefined && matchesScope(scope, business, organization);
  };
  return { ...part, businesses: part.businesses.filter(({ business }) => isMeant(business)) };
}

/** Those of its organization that would have concerned a business that is meant. */
function cancelledFor(
  { organization: { id }, businesses }: Situation,
  scope: Scope,
  cancelled: readonly AskedClosure[],
): AskedClosure[] {
  const meant = businesses.filter(
    (business) => !selectsSomething(scope) || matchesScope(scope, business, id),
  );
  return cancelled.filter(
    ({ organization, closure }) =>
      organization === id &&
      meant.some((business) => closure.all || matchesScope(closure.scope, business, id)),
  );
}
