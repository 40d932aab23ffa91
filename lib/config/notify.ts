/** `notify` and `digest` of closures.yml: who is told, of what, and when the weekly summary comes. */
import * as z from 'zod';
import { WEEKDAYS } from '../closures/model.ts';
import { timezone } from '../reading/places.ts';
import { list, mapping, oneOf, quoted, type Report, reader, readWith, textOf } from '../reading/readers.ts';
import { didYouMean } from '../reading/suggest.ts';
import { type Digest, type Heartbeat, NOTIFICATION_KINDS, type Receiver } from './model.ts';
import { secretRef } from './secret-ref.ts';

const REMEDY = 'write { slack: env:SLACK_WEBHOOK_URL }';
/** Of one configuration: each is asked for what is due once a second. */
const MOST_RECEIVERS = 50;

const address = secretRef(
  'an address',
  'write env:NAME, ssm:/path or secretsmanager:name; addresses of receivers are secrets',
);

/** Enough to tell a mistake: whether somebody reads it only sending can tell. */
const mailbox = textOf('write ops@example.com', (value, report): string => {
  if (!/^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/.test(value))
    report(`${quoted(value)} is no address`, 'write ops@example.com');
  return value;
});

const topic = textOf('write the ARN of a topic', (value, report): string => {
  if (!/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]{1,256}$/.test(value))
    report('is no ARN of a topic', 'write arn:aws:sns:eu-west-1:123456789012:name');
  return value;
});

const webhook = mapping(
  { url: address, secret: secretRef('a secret') },
  'write { url: env:HOOK_URL, secret: env:HOOK_SECRET }',
);

const EMAIL_REMEDY =
  'write { to: [ops@example.com], smtp: env:SMTP_URL }, or on AWS { topic: arn:aws:sns:… }';
const email = mapping(
  {
    to: list(mailbox, 'name an address').optional(),
    from: mailbox.optional(),
    smtp: address.optional(),
    topic: topic.optional(),
  },
  EMAIL_REMEDY,
  (raw, report) => {
    const [isMail, isTopic] = ['smtp' in raw || 'to' in raw, 'topic' in raw];
    if (isMail === isTopic) report(isTopic ? 'has both smtp and topic' : 'goes nowhere', EMAIL_REMEDY);
    else if (isMail && !('smtp' in raw && 'to' in raw)) report('needs both `to` and `smtp`', EMAIL_REMEDY);
  },
);

const ADDRESSES = { slack: address, webhook, email, heartbeat: address };
type Way = keyof typeof ADDRESSES;
const WAYS = Object.keys(ADDRESSES) as Way[];

function receiver(organizations: readonly string[]): z.ZodType<Receiver | Heartbeat> {
  const organization = textOf('write the name of an organization', (value, report): string => {
    if (!organizations.includes(value))
      report(
        `there is no organization ${quoted(value)}`,
        didYouMean(value, organizations, 'write a name from organizations'),
      );
    return value;
  });
  const shape = mapping(
    {
      slack: address.optional(),
      webhook: webhook.optional(),
      email: email.optional(),
      heartbeat: address.optional(),
      format: oneOf(['slack', 'teams']).optional(),
      organizations: list(organization, 'name one').optional(),
      on: list(oneOf(NOTIFICATION_KINDS), `name some of ${NOTIFICATION_KINDS.join(', ')}`).optional(),
    },
    REMEDY,
    refuseMixture,
  );
  return reader((value, report): Receiver | Heartbeat => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    const { format, organizations: only, on } = read;
    const common = { ...(only ? { organizations: only } : {}), ...(on ? { on } : {}) };
    if (read.slack !== undefined)
      return { way: 'slack', url: read.slack, format: format ?? 'slack', ...common };
    if (read.webhook !== undefined) return { way: 'webhook', ...read.webhook, ...common };
    if (read.heartbeat !== undefined) return { way: 'heartbeat', url: read.heartbeat };
    const { to = [], from, smtp, topic: arn } = read.email ?? {};
    if (arn !== undefined) return { way: 'topic', topic: arn, ...common };
    if (smtp === undefined) return z.NEVER;
    return { way: 'email', to, smtp, ...(from === undefined ? {} : { from }), ...common };
  });
}

function refuseMixture(raw: Record<string, unknown>, report: Report): void {
  const named = WAYS.filter((way) => way in raw);
  if (named.length !== 1)
    report(
      named.length === 0 ? 'names no way to tell somebody' : `names ${named.join(' and ')}`,
      `${REMEDY}, or one of ${WAYS.join(', ')}`,
    );
  if ('format' in raw && !('slack' in raw)) report('belongs to slack', 'leave it out', ['format']);
  for (const key of ['on', 'organizations'])
    if (key in raw && 'heartbeat' in raw) report('says nothing for a heartbeat', 'leave it out', [key]);
}

/** @param organizations the names of all */
export function notify(organizations: readonly string[]): z.ZodType<(Receiver | Heartbeat)[]> {
  return reader((value, report): (Receiver | Heartbeat)[] => {
    const read = readWith(list(receiver(organizations), REMEDY), value, report) ?? [];
    if (read.length > MOST_RECEIVERS) report(`names more than ${MOST_RECEIVERS}`, 'name fewer');
    return read;
  });
}

const at = textOf('write "08:00"', (value, report): string => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
    report(`${quoted(value)} is no time`, 'write "08:00", in quotes');
  return value;
});

const DIGEST_REMEDY = 'write { weekday: monday, at: "08:00", timezone: Europe/Paris }';
export const digest = mapping({ weekday: oneOf(WEEKDAYS), at, timezone }, DIGEST_REMEDY) as z.ZodType<Digest>;
