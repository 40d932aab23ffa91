import type { Instant } from '../clock.ts';
import { addDays, civilDateOf } from '../closures/civil-time.ts';
import type { Business, Settings } from '../closures/model.ts';
import type { Resolution } from '../closures/precedence.ts';
import { expandCalendars } from '../reconcile/refresh.ts';
import { makeSituation } from '../reconcile/session.ts';
import type { Group, Situation } from '../reconcile/situation.ts';
import { groupWanted } from '../reconcile/wanted.ts';
import type { Branch, Stage } from './stage.ts';

/** When closings and reopenings came, against when the calendars wanted them. Milliseconds; before the instant: below 0. */
export interface Punctuality {
  /** Closings of one business each, as planned by rules. */
  planned: number;
  /** Of these: brought about by a write of ours. The others found their business as it had to be. */
  closed: number;
  /** Not closed at their instant, nor a second after it. */
  late: { code: string; at: Instant; milliseconds: number | null }[];
  earliest: number;
  latest: number;
  /** Reopenings before their instant. */
  tooEarly: { code: string; at: Instant; milliseconds: number }[];
  latestReopening: number;
}

/** A wave's last write may arrive this much after the instant, for the slots of a block that a crash or an idle minute lost. */
export const ON_TIME_MILLISECONDS = 1_000;
/** Writes this long before an instant may belong to it: more than any `maxLead` of a demonstration. */
const LEAD_MILLISECONDS = 15 * 60_000;

/** Compares what the sandbox saw with what the calendars want, each worked out anew from the configuration. */
export async function measurePunctuality(stage: Stage, from: Instant, to: Instant): Promise<Punctuality> {
  const total: Punctuality = {
    planned: 0,
    closed: 0,
    late: [],
    earliest: 0,
    latest: Number.NEGATIVE_INFINITY,
    tooEarly: [],
    latestReopening: 0,
  };
  for (const branch of stage.branches) {
    const situation = await situationFor(stage, branch, from, to);
    for (const group of situation.groups) measureGroup(total, branch, group, from, to);
  }
  if (total.closed === 0) total.latest = 0;
  return total;
}

/** What the configuration wants over the whole time. */
export async function situationFor(
  { store, loaded }: Stage,
  { organization }: Branch,
  from: Instant,
  to: Instant,
): Promise<Situation> {
  const directory = await store.readDirectory(organization.id);
  if (directory === null) throw new Error(`Nothing is known of the businesses of "${organization.id}".`);
  const window = { from: addDays(civilDateOf(from, 'UTC'), -7), to: addDays(civilDateOf(to, 'UTC'), 7) };
  const { calendars } = await expandCalendars(
    loaded.config,
    loaded.hash,
    organization,
    directory.businesses,
    window,
  );
  const adHoc = await store.listAdHoc(organization.id);
  return makeSituation(loaded.config, organization, { directory, calendars }, adHoc);
}

function measureGroup(total: Punctuality, branch: Branch, group: Group, from: Instant, to: Instant): void {
  const boundaries = group.timeline.boundaries.filter((at) => at > from && at < to);
  for (const [index, at] of boundaries.entries()) {
    const before = groupWanted(group, at - 1);
    const after = groupWanted(group, at);
    const byRule = [...before.chains, ...after.chains].every(({ source }) => source.level === 'rule');
    if (!byRule || isClosed(before.resolution) === isClosed(after.resolution)) continue;
    const until = boundaries[index + 1] ?? to;
    for (const business of group.businesses) {
      if (isClosed(after.resolution)) measureClosing(total, branch, business, at, until);
      else measureReopening(total, branch, business, at, until);
    }
  }
}

function isClosed({ reachable, chatHours }: Resolution): boolean {
  return reachable.value === false || chatHours.value === 'closed';
}

function measureClosing(
  total: Punctuality,
  { sandbox }: Branch,
  business: Business,
  at: Instant,
  until: Instant,
): void {
  total.planned += 1;
  const writes = sandbox.writesOf(business.id);
  const first = writes.find(
    (write) => write.at >= at - LEAD_MILLISECONDS && write.at < until && isOff(write.settings),
  );
  const code = business.code ?? business.id;
  if (!first) {
    // It had nothing to change: it was off before, or a person had done it.
    if (!isOff(sandbox.settingsRow(business.id)) && !wasOffBefore(writes, at)) {
      const seeded = sandbox.businesses.find((one) => one.business.id === business.id);
      if (seeded?.settings.is_launched) total.late.push({ code, at, milliseconds: null });
    }
    return;
  }
  const milliseconds = first.at - at;
  total.closed += 1;
  total.earliest = Math.min(total.earliest, milliseconds);
  total.latest = Math.max(total.latest, milliseconds);
  if (milliseconds > ON_TIME_MILLISECONDS) total.late.push({ code, at, milliseconds });
}

function measureReopening(
  total: Punctuality,
  { sandbox }: Branch,
  business: Business,
  at: Instant,
  until: Instant,
): void {
  const writes = sandbox.writesOf(business.id);
  const first = writes.find(
    (write) => write.at >= at - LEAD_MILLISECONDS && write.at < until && write.settings.is_launched,
  );
  if (!first) return;
  const milliseconds = first.at - at;
  total.latestReopening = Math.max(total.latestReopening, milliseconds);
  if (milliseconds < 0) total.tooEarly.push({ code: business.code ?? business.id, at, milliseconds });
}

/** Nobody can write to it any more, or would be told that nobody is there. */
function isOff(settings: Settings): boolean {
  return (
    !settings.is_launched ||
    Object.values(settings.custom_chat_hours ?? { always: ['00:00-23:59'] }).every(
      (windows) => windows.length === 0,
    )
  );
}

function wasOffBefore(writes: readonly { at: Instant; settings: Settings }[], at: Instant): boolean {
  const last = writes.findLast((write) => write.at < at);
  return last !== undefined && isOff(last.settings);
}
