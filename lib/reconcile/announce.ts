import type { Instant } from '../clock.ts';
import { isClosing, overlayOfKey } from '../closures/overlay.ts';
import type { ClosureInForce } from '../closures/record.ts';
import { inForceAt } from '../closures/timeline.ts';
import type { OutboxFact, Store } from '../store/store.ts';
import { factOf, toldClosure } from './facts.ts';
import type { BusinessMark } from './marks.ts';
import type { Situation } from './situation.ts';
import { groupWanted } from './wanted.ts';

type Announced = ClosureInForce & { businesses: number; late?: true };

/** A closing that is not carried out this long after its instant is late. */
const LATE_MILLISECONDS = 60_000;
const REMEMBERED_AS = 'closures-announced';

/**
 * Tells once of every closure that began or ended since the last pass, and of those that are late: an organization's
 * closures, not each business', since that one is told by its own change. What was told is remembered after the facts
 * are in the outbox, so that a crash in between repeats them under the same ids. How many closures are found late.
 */
export async function announceClosures(
  store: Store,
  situation: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  now: Instant,
): Promise<number> {
  const organization = situation.organization.id;
  const text = await store.readFact(organization, REMEMBERED_AS);
  const before = JSON.parse(text ?? '{}') as Record<string, Announced>;
  const after = closuresIn(situation, now);
  const facts: OutboxFact[] = [];
  for (const [id, closure] of Object.entries(after)) {
    if (!before[id]) facts.push(fact('Closure Started', organization, closure, closure.start, now));
    const isLate = before[id]?.late === true;
    const missing = isLate ? 0 : notClosed(situation, marks, closure, now);
    if (missing > 0) facts.push(lateFact(organization, closure, missing, now));
    if (missing > 0 || isLate) closure.late = true;
  }
  for (const [id, closure] of Object.entries(before))
    if (!after[id]) facts.push(fact('Closure Ended', organization, closure, closure.end, now));
  if (facts.length > 0) await store.appendOutbox(facts);
  const remembered = JSON.stringify(after);
  if (remembered !== (text ?? '{}')) await store.saveFact(organization, REMEMBERED_AS, remembered);
  return facts.filter(({ type }) => type === 'Closure Late').length;
}

/** By source and start: a chain whose end moves is the same closure. */
function closuresIn(situation: Situation, now: Instant): Record<string, Announced> {
  const found: Record<string, Announced> = {};
  for (const group of situation.groups) {
    for (const { source, start, end, links } of inForceAt(group.timeline, now)) {
      const id = `${source.key}@${start}`;
      const name = source.name ?? Object.values(links[0]?.names ?? {})[0] ?? source.key;
      const known = found[id] ?? {
        key: source.key,
        name,
        start,
        end: Number.isFinite(end) ? end : null,
        businesses: 0,
      };
      found[id] = known;
      known.businesses += group.businesses.length;
    }
  }
  return found;
}

/** How many businesses that a closure of more than a minute ago should have closed are not closed. */
function notClosed(
  situation: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  { key, start }: Announced,
  now: Instant,
): number {
  if (now - start < LATE_MILLISECONDS) return 0;
  let count = 0;
  for (const group of situation.groups) {
    const { chains, resolution } = groupWanted(group, now);
    if (chains[0]?.source.key !== key || chains[0].start !== start) continue;
    if (resolution.reachable.value !== false && resolution.chatHours.value !== 'closed') continue;
    for (const { id } of group.businesses) {
      const mark = marks.get(id);
      if (mark?.override != null || mark?.noSettings || mark?.state === 'gone') continue;
      if (!isClosing(overlayOfKey(mark?.overlayKey ?? ''))) count += 1;
    }
  }
  return count;
}

function fact(
  type: 'Closure Started' | 'Closure Ended',
  organization: string,
  closure: Announced,
  at: Instant | null,
  now: Instant,
): OutboxFact {
  // One that was reopened, or whose rule went, ends now and not when it was going to.
  const when = at === null || at > now ? now : at;
  const told = toldClosure(closure, closure.businesses);
  return factOf({ type, organization, at: when, told, identity: [closure.key, closure.start] });
}

function lateFact(organization: string, closure: Announced, businesses: number, now: Instant): OutboxFact {
  return factOf({
    type: 'Closure Late',
    organization,
    at: now,
    told: { ...toldClosure(closure, businesses), lateSeconds: Math.round((now - closure.start) / 1000) },
    identity: [closure.key, closure.start],
  });
}
