/** What an iCalendar file says of ad-hoc closures beyond their times: under which name they stay the same, and how often they changed. */
import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import type { Instant } from '../../clock.ts';
import { adHocKey } from '../../closures/ad-hoc-key.ts';
import { wasNeverInForce } from '../../closures/agreement.ts';
import { civilDateOf, instantOf, isoInZone } from '../../closures/civil-time.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import type { Config } from '../../config/model.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { selectOrganizations } from '../../reconcile/pass/session.ts';
import type { ClosureStore } from '../../store/store.ts';

export interface AskedClosure {
  organization: string;
  closure: AdHocClosure;
}

/** All that are remembered of organizations, also those that have ended. */
export async function askedClosures(
  store: ClosureStore,
  config: Config,
  organization: string | null,
): Promise<AskedClosure[]> {
  const lists = selectOrganizations(config, organization).map(async ({ id }) => {
    const [listed, away] = await Promise.all([store.listAdHoc(id), store.listPutAway(id)]);
    return [...listed, ...away].map((closure) => ({ organization: id, closure }));
  });
  return (await Promise.all(lists)).flat();
}

/** The same event, however often its times change; `place` tells those of several zones apart, '' for the main one. */
export function uidOf(...parts: readonly unknown[]): string {
  const id = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${id.slice(0, 32)}@partoo-closures`;
}

/** Says when it was changed last, and a number that grows with it: who has read the file before takes the newer one. */
export function markChanges(
  event: ICAL.Component,
  { createdAt, updatedAt = createdAt, decided }: AdHocClosure,
): void {
  const changed = Math.max(updatedAt, decided?.at ?? 0);
  event.updatePropertyWithValue('dtstamp', timeOf(changed));
  event.updatePropertyWithValue('created', timeOf(createdAt));
  event.updatePropertyWithValue('last-modified', timeOf(changed));
  event.updatePropertyWithValue('sequence', Math.max(0, Math.floor((changed - createdAt) / 1000)));
}

/** Those that somebody ended before they began, which others may have in their calendars: they are taken out there. */
export function cancelledAmong(asked: readonly AskedClosure[], from: Instant): AskedClosure[] {
  return asked.filter(({ closure }) => {
    const { endedAt, until } = closure;
    if (endedAt === null || wasNeverInForce(closure)) return false;
    const wouldEnd = lastEndOf({ until, endedAt: null });
    return endedAt <= instantOf(closure.from, 'UTC', 'start') && wouldEnd > from;
  });
}

/** Its event, with the times that it would have had. */
export function cancelledEvent({ organization, closure }: AskedClosure): ICAL.Component {
  const { id, from, until, reason, hold } = closure;
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', uidOf(organization, adHocKey(id)));
  const isDay = (bound: string | null) => bound === null || /^\d{4}-\d{2}-\d{2}$/.test(bound);
  const isAllDay = isDay(from) && isDay(until);
  const time = (bound: string, edge: 'start' | 'end') => {
    const at = instantOf(bound, 'UTC', edge);
    return isAllDay ? ICAL.Time.fromDateString(civilDateOf(at, 'UTC')) : timeOf(at);
  };
  event.updatePropertyWithValue('dtstart', time(from, 'start'));
  if (until !== null) event.updatePropertyWithValue('dtend', time(until, 'end'));
  event.updatePropertyWithValue('summary', `${hold ? 'Kept open: ' : ''}${reason ?? adHocKey(id)}`);
  event.updatePropertyWithValue('status', 'CANCELLED');
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  markChanges(event, closure);
  return event;
}

function timeOf(at: Instant): ICAL.Time {
  return ICAL.Time.fromDateTimeString(`${isoInZone(at, 'UTC').slice(0, 19)}Z`);
}
