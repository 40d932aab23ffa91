/**
 * Every page of the console in every state, over made-up shops at moments at which time stands still: a quiet one, one
 * in the middle of a wave, one at which much has gone wrong, before anything was applied, and with nothing in it.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pause } from '../lib/operations/pause.ts';
import { makeBusiness } from '../lib/sandbox/index.ts';
import { DEMO_CONFIG } from '../lib/simulation/demo-config.ts';
import { demoBusinesses } from '../lib/simulation/population.ts';
import { makeHttpWorld } from '../test/support/world/http.ts';
import { type Scene, sceneOf } from './console-scene.ts';

const BEGINS = '2026-12-21T10:40:00+01:00';
const NOW = '2026-12-23T10:40:00+01:00';
const ORGANIZATION = '    adHoc: { maxBusinesses: 5, maxShare: 0.1 }\n';

/** One after the other, each when it is asked for. */
export const SCENES: readonly (() => Promise<Scene>)[] = [quiet, writing, troubled, unused, bare];

async function demoRules(): Promise<string> {
  const text = await readFile(DEMO_CONFIG, 'utf8');
  return text.slice(text.indexOf('\nmessages:') + 1);
}

/** Three shops are flooded, one is kept open on a market day, all is well. */
async function quiet(): Promise<Scene> {
  const world = await makeHttpWorld({
    businesses: demoBusinesses(1),
    start: NOW,
    rules: await demoRules(),
    organization: ORGANIZATION,
  });
  const flood = await world.close({
    ...{ scope: { codes: ['ST-00008', 'ST-00018', 'ST-00031'] }, until: '2026-12-24T12:00' },
    ...{ message: 'flooded', reason: 'Flooded cellar', actor: 'command:ana' },
  });
  await world.close({
    ...{ hold: true, from: '2026-12-25T10:00', until: '2026-12-25T18:00', scope: { codes: ['ST-00001'] } },
    ...{ reason: 'Christmas market', actor: 'command:ana' },
  });
  await world.run();
  const [closed, open] = [world.idOf('ST-00008'), world.idOf('ST-00001')];
  const many = Object.fromEntries([['codes', 'ST-00003, ST-00004, ST-00010']]);
  const christmas = 'rule=public-holidays&start=2026-12-25T00:00';
  return sceneOf(world, [
    { name: 'sign-in', who: null, path: '/' },
    { name: 'sign-in-wrong', who: null, path: '/', form: { to: '/sign-in', fields: { token: 'wrong' } } },
    { name: 'sign-in-over', who: null, path: '/sign-in?over=1' },
    { name: 'now', who: 'ana', path: '/' },
    { name: 'year', who: 'ana', path: '/calendar' },
    { name: 'month', who: 'ana', path: '/calendar/2026-12' },
    { name: 'month-empty', who: 'ana', path: '/calendar/2029-02' },
    { name: 'occurrence', who: 'ana', path: `/calendar/closure?organization=acme&${christmas}` },
    { name: 'shops', who: 'ana', path: '/shops' },
    { name: 'shops-none', who: 'leo', path: '/shops?q=nowhere' },
    { name: 'shops-of-rule', who: 'leo', path: '/shops?rule=nights' },
    { name: 'shop-open', who: 'ana', path: `/shops/acme/${open}` },
    { name: 'shop-closed', who: 'ana', path: `/shops/acme/${closed}` },
    { name: 'shop-later', who: 'leo', path: `/shops/acme/${open}?at=2026-12-25T12:00` },
    { name: 'close', who: 'ana', path: '/close' },
    { name: 'close-chosen', who: 'ana', path: `/close?shop=acme/${open}` },
    {
      ...{ name: 'close-preview', who: 'ana', path: '/close' },
      form: { to: '/close/preview', fields: { ...many, until: '2026-12-24T18:00', reason: 'Strike' } },
    },
    {
      ...{ name: 'close-many', who: 'ana', path: '/close' },
      form: {
        to: '/close',
        fields: { all: '1', until: '2026-12-28T09:00', text: 'Grève : {{reopens}}.', language: 'fr' },
      },
    },
    {
      ...{ name: 'close-fault', who: 'ana', path: '/close' },
      form: { to: '/close', fields: { codes: 'ST-99999', until: '2026-12-24T18:00' } },
    },
    { name: 'hold', who: 'ana', path: `/close?hold=1&shop=acme/${closed}&until=2026-12-24T12:00` },
    { name: 'closure', who: 'ana', path: `/closures/${flood}` },
    { name: 'waiting-none', who: 'boris', path: '/waiting' },
    { name: 'rules', who: 'ana', path: '/rules' },
    { name: 'history', who: 'ana', path: '/history' },
    { name: 'history-open', who: 'ana', path: '/history', isOpen: true },
    { name: 'close-open', who: 'ana', path: '/close', isOpen: true },
    { name: 'history-none', who: 'leo', path: '/history?actor=nobody' },
    { name: 'error-404', who: 'ana', path: '/nowhere' },
    { name: 'error-403', who: 'leo', path: '/close' },
    { name: 'error-400', who: 'leo', path: '/shops?page=x' },
    {
      ...{ name: 'closure-new', who: 'ana', path: '/close' },
      form: {
        to: '/close',
        fields: { key: '0123456789ab', ...many, until: '2026-12-23T18:00', reason: 'Strike' },
      },
    },
  ]);
}

/** Christmas Eve at five, at a quota of twenty requests a minute: a third is done. */
async function writing(): Promise<Scene> {
  const world = await makeHttpWorld({
    businesses: demoBusinesses(1),
    start: '2026-12-24T16:00:00+01:00',
    rules: await demoRules(),
    organization: '    requestsPerMinute: 30\n',
  });
  await world.until('2026-12-24T17:00:00+01:00');
  const running = world.run();
  while (world.sandbox.requests.filter(({ method }) => method === 'POST').length < 12) await sleep(5);
  const { promise: looked, resolve: goOn } = Promise.withResolvers<void>();
  void world.clock.hold(() => looked);
  return sceneOf(
    world,
    [
      { name: 'now-writing', who: 'ana', path: '/' },
      { name: 'shops-writing', who: 'ana', path: '/shops' },
    ],
    async () => {
      goOn();
      await running;
    },
  );
}

const LONG = 'Travaux de rénovation de la façade et remplacement des vitrines, deuxième tranche (annexe 4)';

/** Paused in the middle of a wave, with a feed that shrank, requests that wait, and shops that need a look. */
async function troubled(): Promise<Scene> {
  let meetings = 12;
  const office = createServer((_, response) => void response.end(calendarOf(meetings))).listen(
    0,
    '127.0.0.1',
  );
  await once(office, 'listening');
  const feed = `http://127.0.0.1:${(office.address() as AddressInfo).port}/office.ics`;
  const world = await makeHttpWorld({
    businesses: [
      ...demoBusinesses(1),
      makeBusiness(901, 1, {
        business: {
          ...{ code: 'ST-00901', country: 'US', zipcode: null, lat: null, long: null, region: null },
        },
      }),
    ],
    start: BEGINS,
    rules: `${await demoRules()}
  head-office: { ical: { from: ${JSON.stringify(feed)}, allowPrivateAddress: true } }
  covered: { priority: 5, scope: { countries: [BE] }, dates: [{ from: 2026-12-29 }] }
  nobody: { scope: { cities: [Oslo] }, dates: [{ from: 2026-12-29 }] }
  answers: { dates: [{ from: 2026-12-21, to: 2026-12-27, name: Noël }], effect: { reachable: keep, chatHours: keep, offlineMessage: keep, templates: { Holiday: { content: holiday } } } }`,
    organization: ORGANIZATION,
  });
  await world.close({ scope: { codes: ['ST-00003'] }, reason: 'Inventory', actor: 'event:till' });
  await world.close({ scope: { codes: ['ST-00010'] }, reason: LONG, actor: 'command:ana' });
  await world.run();
  world.sandbox.person.edit('ST-00003', { offline_message: 'Appelez-nous au 01 23 45 67 89.' });
  await world.until('2026-12-21T12:00:00+01:00');
  world.sandbox.person.relaunch('ST-00010');
  await world.run();
  await world.close({ scope: { codes: ['ST-00001'] }, reason: 'Burst pipe', actor: 'webhook:till', id: 'x' });
  world.sandbox.setFaults({
    script: [{ match: { method: 'POST', business: ['ST-00001'] }, fault: 'serverError' }],
  });
  meetings = 2;
  await world.until(NOW);
  await world.run();
  const waits = { organization: 'acme', from: '2027-01-12T00:00', until: '2027-03-02T18:00' };
  await world.close({
    ...waits,
    all: true,
    reason: LONG,
    text: 'Fermé pour travaux.',
    actor: 'event:facility-management',
  });
  await world.close({ ...waits, scope: { countries: ['FR'] }, hold: true, actor: 'token:ana' });
  await pause({ ...world.deps, actor: 'command:boris' }, null);
  return sceneOf(
    world,
    [
      { name: 'now-troubled', who: 'ana', path: '/' },
      { name: 'shops-look', who: 'ana', path: '/shops?state=look' },
      { name: 'shop-kept', who: 'ana', path: `/shops/acme/${world.idOf('ST-00003')}` },
      { name: 'shop-failing', who: 'ana', path: `/shops/acme/${world.idOf('ST-00001')}` },
      { name: 'shop-no-zone', who: 'ana', path: `/shops/acme/${world.idOf('ST-00901')}` },
      { name: 'waiting', who: 'boris', path: '/waiting' },
      { name: 'waiting-own', who: 'ana', path: '/waiting' },
      { name: 'rules-troubled', who: 'ana', path: '/rules' },
      { name: 'history-troubled', who: 'ana', path: '/history' },
    ],
    async () => void office.close(),
  );
}

/** A calendar of head office with so many days, a week apart. */
function calendarOf(days: number): string {
  const day = (index: number) =>
    new Date(Date.UTC(2027, 0, 4 + index * 7)).toISOString().slice(0, 10).replaceAll('-', '');
  const events = Array.from({ length: days }, (_, index) => [
    ...['BEGIN:VEVENT', `UID:${index}@example.org`, 'DTSTAMP:20261201T000000Z'],
    ...[`DTSTART;VALUE=DATE:${day(index)}`, `SUMMARY:Meeting ${index + 1}`, 'END:VEVENT'],
  ]);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    ...events.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** Before anything was applied. */
async function unused(): Promise<Scene> {
  const world = await makeHttpWorld({ businesses: 0, start: NOW });
  return sceneOf(world, [{ name: 'now-first', who: 'ana', path: '/' }]);
}

/** Neither shops nor rules. */
async function bare(): Promise<Scene> {
  const world = await makeHttpWorld({ businesses: 0, start: NOW, rules: 'rules: {}' });
  const paths = { now: '/', year: '/calendar', shops: '/shops', close: '/close', rules: '/rules' };
  return sceneOf(
    world,
    Object.entries(paths).map(([name, path]) => ({ name: `${name}-empty`, who: 'ana', path })),
  );
}
