/** The weekly summary: what needs a look, and the closures of the coming two weeks. */
import { createHash } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { addDays, civilDateOf, instantOf } from '../../closures/civil-time.ts';
import { type ClosureKind, kindOf } from '../../closures/closure-kind.ts';
import { closureName, nameIn, namesake } from '../../closures/messages/index.ts';
import { WEEKDAYS } from '../../closures/model.ts';
import type { Config, Digest, Organization, Receiver } from '../../config/model.ts';
import { DIGEST, queued, queueOf, wants } from '../../events/notifications/notice.ts';
import { when } from '../../events/notifications/texts.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { adHocSince } from '../../reconcile/pass/ended-closures.ts';
import { makeSituation } from '../../reconcile/pass/session.ts';
import type { Situation } from '../../reconcile/situation/situation.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import { commonZone } from '../common-zone.ts';
import { status } from '../status.ts';
import { count, SAYS } from '../words.ts';

const LAST_DIGEST = jsonNote<Instant>('digest', instant);
const AHEAD_MILLISECONDS = 14 * 24 * 3600_000;
const DAYS_OF_WEEK = 7;
/** Lines of one kind; the rest is counted. */
const MOST_LINES = 20;
/** What comes every night or week is known to everybody. */
const EVERYDAY = new Set(['cron', 'weekly']);

/** The last time at or before `now` at which the summary was due. */
function lastDigestAt({ weekday, at, timezone }: Digest, now: Instant): Instant {
  const today = civilDateOf(now, timezone);
  for (let back = 0; back <= DAYS_OF_WEEK; back++) {
    const date = addDays(today, -back);
    const due = instantOf(`${date}T${at}`, timezone, 'start');
    if (WEEKDAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % DAYS_OF_WEEK] === weekday && due <= now)
      return due;
  }
  throw new Error('unreachable: a week has every weekday');
}

function digestOf({ digest, organizations }: Config): Digest {
  return digest ?? { weekday: 'monday', at: '08:00', timezone: commonZone(organizations) };
}

/** Puts the summary into the queue of a receiver that wants it, once when it is due; the first time it waits for the next. */
export async function queueDigest(deps: Deps, config: Config, receiver: Receiver): Promise<void> {
  const { store, clock } = deps;
  const told = config.organizations.filter(({ id }) => wants(receiver, 'digest', id));
  const [first] = told;
  if (!first) return;
  const queue = queueOf(receiver);
  const due = lastDigestAt(digestOf(config), clock.now());
  const last = await readNote(store, queue, LAST_DIGEST);
  if (last !== null && last >= due) return;
  if (last !== null) {
    const id = createHash('sha256').update(`${DIGEST} ${queue} ${due}`).digest('hex').slice(0, 32);
    const lines = (await Promise.all(told.map((one) => linesOf(deps, config, one)))).flat();
    const detail = { version: 1, eventId: id, at: isoOf(due), subject: 'The coming two weeks', lines };
    const notice = { id, type: DIGEST, organization: first.id, queuedAt: clock.now(), detail };
    await store.appendOutbox([queued(notice, queue)]);
  }
  await saveNote(store, queue, LAST_DIGEST, due);
}

async function linesOf(deps: Deps, config: Config, organization: Organization): Promise<string[]> {
  const { summary, businesses, pauses, waiting, feeds } = await status(deps, organization.id);
  const { businesses: of, asExpected } = summary;
  const odd = businesses
    .filter((one) => !one.asExpected)
    .map((one) => `• ${one.code ?? one.business}: ${one.state}`);
  return [
    `${organization.id}: ${asExpected === of ? `all ${count(of, 'shop')} are as they should be` : `${asExpected} of ${count(of, 'shop')} are as they should be`}`,
    ...pauses.map(({ by }) => `• writing is paused${by === null ? '' : ` by ${by}`}`),
    ...waiting.map(({ why }) => `• ${why}`),
    ...feeds.map(({ rule }) => `• the feed of ${rule} needs a look`),
    ...bounded(odd),
    ...bounded(await comingUp(deps, config, organization)),
  ];
}

function bounded(lines: readonly string[]): string[] {
  return lines.length <= MOST_LINES
    ? [...lines]
    : [...lines.slice(0, MOST_LINES), `• and ${lines.length - MOST_LINES} more`];
}

/** Closures that begin in the coming two weeks, each once for all its businesses, in their order. */
async function comingUp(
  { store, clock }: Deps,
  config: Config,
  organization: Organization,
): Promise<string[]> {
  const [directory, calendars] = [
    await store.readDirectory(organization.id),
    await store.readCalendars(organization.id),
  ];
  if (!directory || !calendars) return [];
  const now = clock.now();
  const everyday = new Set(
    config.rules.filter(({ calendar }) => EVERYDAY.has(calendar.kind)).map(({ key }) => key),
  );
  const adHoc = await adHocSince(store, organization.id, now, now);
  const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
  const zone = organization.timezone ?? commonZone(config.organizations);
  return [...closuresAhead(situation, everyday, now).values()]
    .sort((a, b) => a.start - b.start)
    .map(
      ({ start, kind, name, businesses }) =>
        `• ${when(isoOf(start), zone)}: ${SAYS[kind]}${name}, ${count(businesses, 'shop')}`,
    );
}

interface Ahead {
  start: Instant;
  kind: ClosureKind;
  name: string;
  businesses: number;
}

function closuresAhead(
  situation: Situation,
  everyday: ReadonlySet<string>,
  now: Instant,
): Map<string, Ahead> {
  const { organization, defaultLanguage, cohorts } = situation;
  const found = new Map<string, Ahead>();
  for (const { timeline, businesses, zone } of cohorts)
    for (const chain of timeline.chains) {
      const { source, start, links } = chain;
      if (start <= now || start > now + AHEAD_MILLISECONDS || everyday.has(source.key)) continue;
      // The same local day in many zones is one closure to whoever plans for it.
      const kind = kindOf(chain);
      const id = `${kind} ${source.key}@${civilDateOf(start, zone)}`;
      const readers = {
        language: organization.language ?? defaultLanguage,
        organizationLanguage: organization.language,
      };
      const occurrence = { names: namesake(links)?.names ?? {}, ruleName: null };
      const name = closureName(occurrence, readers) ?? nameIn(source.name, readers) ?? source.key;
      const known = found.get(id) ?? { start, kind, name, businesses: 0 };
      found.set(id, {
        ...known,
        start: Math.min(known.start, start),
        businesses: known.businesses + businesses.length,
      });
    }
  return found;
}
