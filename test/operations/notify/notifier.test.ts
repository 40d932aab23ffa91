import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import type { SecretRef } from '../../../lib/config/model.ts';
import { alertFact, factOf } from '../../../lib/events/facts.ts';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { pause, resume, watch } from '../../../lib/operations/index.ts';
import { Notifier } from '../../../lib/operations/notify/notifier.ts';
import type { Deps } from '../../../lib/reconcile/pass/deps.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';
import { mailServer, receivingServer } from './receivers.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Notifying extends AsyncDisposable {
  world: World;
  deps: Deps;
  troubles: string[];
  pass(milliseconds: number): Promise<void>;
  /** Lets time pass to an instant while no process runs. */
  offUntil(iso: string): Promise<void>;
}

/** A watch with receivers, on a virtual clock. @param notify the part of closures.yml */
async function notifying(
  notify: string,
  secrets: Record<string, string>,
  {
    fetch: sender,
    rules = '{}',
    poll = SECOND,
  }: { fetch?: typeof fetch; rules?: string; poll?: number } = {},
): Promise<Notifying> {
  const world = await makeWorld({ businesses: parisShops(12), rules: `rules: ${rules}\n${notify}` });
  const deps: Deps = {
    ...world.deps,
    store: withOutbox(world.store),
    announces: true,
    actor: 'command:anna',
    resolveSecret: async (ref: SecretRef) => secrets[ref] ?? world.deps.resolveSecret(ref),
  };
  const troubles: string[] = [];
  const begin = () => {
    const ending = new AbortController();
    const notifier = new Notifier({
      deps,
      fetch: sender ?? world.clock.fetch,
      onTrouble: (message) => troubles.push(message),
    });
    const watching = watch(deps, {
      organization: null,
      signal: ending.signal,
      onReport: () => {},
      onTick: () => notifier.tick(),
      pollMilliseconds: poll,
    });
    return async () => {
      ending.abort();
      await watching;
      if (!sender) await notifier.over();
    };
  };
  let end = begin();
  return {
    ...{ world, deps, troubles },
    pass: (milliseconds) => world.clock.sleepUntil(world.clock.now() + milliseconds),
    async offUntil(iso) {
      await end();
      await world.until(iso);
      end = begin();
    },
    async [Symbol.asyncDispose]() {
      await end();
      await world.end();
    },
  };
}

const textsOf = ({ received }: { received: { body: string }[] }): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { text: string }).text);

const failing = (organization: string, number: number, at: number) =>
  factOf({
    type: 'Business Failing',
    organization,
    business: `b-${number}`,
    at,
    told: { business: `b-${number}`, code: `ST-${number}`, reason: 'nights', error: 'server-error' },
    identity: [number, at],
  });

test('a Slack that is down for an hour is told everything once when it is back, and holds up no closure', async () => {
  await using slack = await receivingServer();
  slack.status = 500;
  await using host = await notifying(
    'notify: [{ slack: env:SLACK }]',
    { 'env:SLACK': slack.url },
    { poll: 5 * SECOND },
  );
  const { world, deps } = host;
  await pause(deps, null);
  await host.pass(30 * MINUTE);
  await resume(deps, null);
  await world.close({ scope: { codes: ['ST-00001'] } });
  await host.pass(10 * SECOND);
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
  await host.pass(30 * MINUTE);
  slack.status = 200;
  await host.pass(20 * MINUTE);
  expect(textsOf(slack)).toEqual([
    expect.stringMatching(
      /^\*acme: Writing is paused.*\*\n• since Sun 20 Dec, 12:00 \(Europe\/Paris\), by anna \(command\)\nType: partoo-closures resume\nref \w{8}$/s,
    ),
    expect.stringContaining('acme: Writing goes on'),
  ]);
  await host.pass(HOUR);
  expect(slack.received).toHaveLength(2);
});

test('many of a kind in a minute are one message with their number', async () => {
  await using slack = await receivingServer();
  await using teams = await receivingServer();
  const notify = 'notify: [{ slack: env:SLACK }, { slack: env:TEAMS, format: teams }]';
  await using host = await notifying(notify, { 'env:SLACK': slack.url, 'env:TEAMS': teams.url });
  for (let number = 1; number <= 12; number++) {
    await host.deps.store.appendOutbox([failing('acme', number, host.world.clock.now())]);
    await host.pass(3 * SECOND);
  }
  await host.pass(MINUTE);
  const [text] = textsOf(slack);
  expect(slack.received).toHaveLength(1);
  expect(text).toContain('acme: 12 shops fail');
  expect(text).toContain('• and 2 more');
  expect(text).toContain('Type: partoo-closures status --state failing');
  const card = JSON.parse(teams.received[0]!.body);
  expect(card.attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(card.attachments[0].content.body[0].text).toBe('acme: 12 shops fail');
});

test('a webhook carries each event as the bus has it, signed; told again it is known by its id', async () => {
  await using hook = await receivingServer();
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const notify = 'notify: [{ webhook: { url: env:URL, secret: env:SECRET }, on: [failing] }]';
  await using host = await notifying(notify, { 'env:URL': hook.url, 'env:SECRET': secret });
  const facts = [1, 2].map((number) => failing('acme', number, host.world.clock.now()));
  await host.deps.store.appendOutbox(facts);
  await pause(host.deps, null);
  await host.pass(3 * SECOND);
  expect(hook.received).toHaveLength(2);
  const [first] = hook.received;
  expect(first?.headers.get('webhook-id')).toBe(facts[0]!.id);
  const body = JSON.parse(first!.body);
  expect(body).toMatchObject({
    id: facts[0]!.id,
    source: 'partoo-closures',
    'detail-type': 'Business Failing',
    detail: facts[0]!.detail,
  });
  const headers = Object.fromEntries(first!.headers);
  // The reference receiver goes by the real clock: signed anew for its time, the signature has to be the same function.
  const at = new Date(Number(headers['webhook-timestamp']) * SECOND);
  expect(new Webhook(secret).sign(headers['webhook-id']!, at, first!.body)).toBe(
    headers['webhook-signature'],
  );
  await host.deps.store.appendOutbox(facts.slice(0, 1));
  await host.pass(3 * SECOND);
  expect(hook.received.at(-1)?.headers.get('webhook-id')).toBe(facts[0]!.id);
});

test('whoever is named by organization or kind is told of nothing else, and nobody of kept changes unasked', async () => {
  await using all = await receivingServer();
  await using late = await receivingServer();
  const notify = 'notify: [{ slack: env:ALL }, { slack: env:LATE, on: [late, kept], organizations: [acme] }]';
  await using host = await notifying(notify, { 'env:ALL': all.url, 'env:LATE': late.url });
  const at = host.world.clock.now();
  const common = { organization: 'acme', business: 'b', at };
  const kept = { business: 'b', code: 'ST-1', closure: null, reason: 'nights', fields: ['offline_message'] };
  await host.deps.store.appendOutbox([
    factOf({ ...common, type: 'Manual Change Kept', told: kept, identity: [1] }),
    failing('acme', 1, at),
  ]);
  await host.pass(10 * SECOND);
  expect(textsOf(all)).toEqual([expect.stringContaining('1 shop fails')]);
  expect(textsOf(late)).toEqual([expect.stringMatching(/A change by hand was kept.*restore ST-1/s)]);
});

test('a mail comes once, over a real conversation, with the id of what it tells', async () => {
  await using mails = await mailServer();
  await using host = await notifying(
    'notify: [{ email: { to: [ops@example.com, night@example.com], smtp: env:SMTP } }]',
    {
      'env:SMTP': mails.url,
    },
  );
  const fact = failing('acme', 1, host.world.clock.now());
  await host.deps.store.appendOutbox([fact]);
  await host.pass(10 * SECOND);
  const mail = await mails.first;
  expect(mail.to).toEqual(['ops@example.com', 'night@example.com']);
  expect(mail.text).toContain(`Message-ID: <${fact.id}@partoo-closures>`);
  expect(mail.text).toContain('Subject: acme: 1 shop fails');
  expect(mail.text).toContain('Type: partoo-closures explain ST-1');
});

/** A summary on Mondays at eight. */
const MONDAYS =
  'notify: [{ slack: env:SLACK, on: [digest] }]\ndigest: { weekday: monday, at: "08:00", timezone: Europe/Paris }';

test('the summary comes on its day and hour, with what comes up and what needs a look', async () => {
  await using slack = await receivingServer();
  const rules =
    '{ christmas: { dates: [{ from: 2026-12-25, to: 2026-12-26, name: Noël }] }, nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" } } }';
  await using host = await notifying(MONDAYS, { 'env:SLACK': slack.url }, { rules, poll: MINUTE });
  await host.world.until('2026-12-21T07:59:50+01:00');
  expect(slack.received).toHaveLength(0);
  await host.world.until('2026-12-21T08:03:00+01:00');
  expect(textsOf(slack)).toEqual([
    expect.stringMatching(
      /^\*The coming two weeks\*\nacme: all 12 shops are as they should be\n• Fri 25 Dec, 00:00 \(Europe\/Paris\): Noël, 12 shops\nref/,
    ),
  ]);
  await host.world.until('2026-12-21T12:00:00+01:00');
  expect(slack.received).toHaveLength(1);
});

test('a heartbeat goes out each minute while ticks succeed', async () => {
  await using monitor = await receivingServer();
  await using host = await notifying('notify: [{ heartbeat: env:PING }]', { 'env:PING': monitor.url });
  await host.pass(3 * MINUTE + 5 * SECOND);
  expect(monitor.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);
});

test.each([
  ['slack: env:URL', 307],
  ['webhook: { url: env:URL, secret: env:SECRET }', 308],
  ['heartbeat: env:URL', 302],
])(
  'a receiver that sends elsewhere has not taken it, and nobody is told there: %s',
  async (receiver, status) => {
    await using elsewhere = await receivingServer();
    await using first = await receivingServer();
    Object.assign(first, { status, location: elsewhere.url });
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    await using host = await notifying(`notify: [{ ${receiver} }]`, {
      'env:URL': first.url,
      'env:SECRET': secret,
    });
    await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
    await host.pass(2 * MINUTE);
    expect(first.received).toEqual([]);
    first.status = 200;
    await host.pass(HOUR);
    expect(first.received.length).toBeGreaterThan(0);
    expect(elsewhere.received).toEqual([]);
  },
);

test('a receiver that never answers holds up nothing', async () => {
  const never = () => new Promise<Response>(() => {});
  await using host = await notifying(
    'notify: [{ slack: env:SLACK }, { heartbeat: env:PING }]',
    { 'env:SLACK': 'http://127.0.0.1:9/', 'env:PING': 'http://127.0.0.1:9/' },
    { fetch: never },
  );
  await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
  await host.pass(MINUTE);
  await host.world.close({ scope: { codes: ['ST-00002'] } });
  await host.pass(5 * SECOND);
  expect(host.world.settingsOf('ST-00002').is_launched).toBe(false);
});

test('what nobody could be told for a day is given up, and said so without the address', async () => {
  await using host = await notifying(
    'notify: [{ slack: env:SLACK }]',
    {
      'env:SLACK': 'http://127.0.0.1:9/secret',
    },
    { poll: 10 * MINUTE },
  );
  await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
  await host.pass(25 * HOUR);
  expect(host.troubles).toEqual(['slack: 1 could not be told for a day, and are given up']);
});

test('whoever was off over a weekend tells on Monday what was not carried out, and what nobody was told yet', async () => {
  await using slack = await receivingServer();
  const rules = '{ saturday: { dates: [{ from: 2026-12-26, name: Inventory }] } }';
  const notify = 'notify: [{ slack: env:SLACK, on: [late, failing] }]';
  await using host = await notifying(notify, { 'env:SLACK': slack.url }, { rules, poll: MINUTE });
  await host.world.until('2026-12-25T18:00:00+01:00');
  await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
  await host.pass(MINUTE - SECOND);
  await host.offUntil('2026-12-28T08:00:00+01:00');
  expect(slack.received).toEqual([]);
  await host.pass(5 * MINUTE);
  expect(textsOf(slack)).toEqual([
    expect.stringContaining('1 shop fails'),
    expect.stringMatching(/A closing is late.*Inventory: 12 shops not closed/s),
  ]);
  expect(host.troubles).toEqual([]);
});

test('what a host that was off has to tell is tried for a day, also where the first try fails', async () => {
  await using slack = await receivingServer();
  const notify = 'notify: [{ slack: env:SLACK, on: [failing] }]';
  await using host = await notifying(notify, { 'env:SLACK': slack.url }, { poll: MINUTE });
  await host.world.until('2026-12-25T18:00:00+01:00');
  await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
  await host.pass(MINUTE - SECOND);
  await host.offUntil('2026-12-28T08:00:00+01:00');
  slack.status = 500;
  await host.pass(5 * MINUTE);
  slack.status = 200;
  await host.pass(20 * MINUTE);
  expect(textsOf(slack)).toEqual([expect.stringContaining('1 shop fails')]);
});

test('after an outage the last message says how it stands, and a shop that failed twice is one', async () => {
  await using slack = await receivingServer();
  slack.status = 500;
  await using host = await notifying(
    'notify: [{ slack: env:SLACK }]',
    { 'env:SLACK': slack.url },
    { poll: 5 * SECOND },
  );
  for (const change of [pause, resume, pause]) {
    await change(host.deps, null);
    await host.deps.store.appendOutbox([failing('acme', 1, host.world.clock.now())]);
    await host.pass(10 * MINUTE);
  }
  slack.status = 200;
  await host.pass(20 * MINUTE);
  expect(textsOf(slack)).toEqual([
    expect.stringContaining('Writing goes on'),
    expect.stringContaining('Writing is paused'),
    expect.stringMatching(/1 shop fails.*explain ST-1\n/s),
  ]);
});

test('the summary says first of what does not close that it does not', async () => {
  await using slack = await receivingServer();
  const rules =
    '{ sale: { dates: [{ from: 2026-12-27, name: Sale }], effect: open }, talk: { dates: [{ from: 2026-12-28, name: Talk }], effect: { reachable: keep, chatHours: keep } } }';
  await using host = await notifying(MONDAYS, { 'env:SLACK': slack.url }, { rules, poll: MINUTE });
  await host.world.until('2026-12-21T08:03:00+01:00');
  const [text] = textsOf(slack);
  expect(text).toContain('Sun 27 Dec, 00:00 (Europe/Paris): Open: Sale, 12 shops');
  expect(text).toContain('Mon 28 Dec, 00:00 (Europe/Paris): Text only: Talk, 12 shops');
});

test('what is found again all day is told once a day', async () => {
  await using slack = await receivingServer();
  await using host = await notifying(
    'notify: [{ slack: env:SLACK, on: [feed] }]',
    { 'env:SLACK': slack.url },
    { poll: MINUTE },
  );
  const found = async () => {
    const told = { alert: 'directory-incomplete', reason: 'Partoo lists 5 of 6 shops.' };
    await host.deps.store.appendOutbox([alertFact('acme', host.world.clock.now(), told)]);
    await host.pass(3 * HOUR);
  };
  await found();
  await found();
  slack.status = 500;
  await found();
  slack.status = 200;
  expect(slack.received).toHaveLength(1);
  await host.world.until('2026-12-21T01:30:00Z');
  await found();
  await found();
  expect(slack.received).toHaveLength(2);
});
