import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdHocClosure } from '../../lib/closures/model.ts';
import { type Lease, LeaseLostError, type Store } from '../../lib/store/store.ts';
import {
  business,
  calendars,
  closure,
  directory,
  entry,
  fact,
  MINUTE,
  NOW,
  record,
  stored,
  textOf,
} from '../support/world/samples.ts';

export interface OpenedStore {
  store: Store;
  /** Another Store over the same content, while the first is open; absent where nothing can be shared. */
  reopen?: () => Promise<Store>;
  /** Closes what was opened and removes what was left. */
  cleanup: () => Promise<void>;
}

/** What every Store promises. `open` gives an empty one each time. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of a store`, () => {
    let opened: OpenedStore;
    let store: Store;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.cleanup());

    const lease = async (organization = 'acme'): Promise<Lease> => {
      const taken = await store.takeLease(organization, NOW, MINUTE);
      if (taken === null) throw new Error('the lease of an untouched organization was refused');
      return taken;
    };

    describe('configuration, directory, calendars and notes', () => {
      test('nothing is known at first', async () => {
        expect(await store.readApplied()).toBeNull();
        expect(await store.readDirectory('acme')).toBeNull();
        expect(await store.readCalendars('acme')).toBeNull();
        expect(await store.readNote('acme', 'paused')).toBeNull();
        expect(await store.readDue('acme')).toBeNull();
        expect(await store.listMarks('acme')).toEqual([]);
        expect(await store.listAdHoc('acme')).toEqual([]);
        expect(await store.listHistory({})).toEqual([]);
        expect(await store.listDue(NOW)).toEqual([]);
      });

      test('the applied configuration is replaced whole', async () => {
        await store.saveApplied({ config: '{"a":1}', hash: 'one', appliedAt: NOW });
        await store.saveApplied({ config: '{"é":"\u{1F9C0}"}', hash: 'two', appliedAt: NOW + 1 });
        expect(await store.readApplied()).toStrictEqual({
          config: '{"é":"\u{1F9C0}"}',
          hash: 'two',
          appliedAt: NOW + 1,
        });
      });

      test.each([0, 1, 3, 5000])('a directory of %i businesses comes back as it was', async (count) => {
        const businesses = Array.from({ length: count }, (_, index) =>
          business(`b${index}`, { groups: index % 2 ? [] : [index], name: `Shop ${index}` }),
        );
        await store.saveDirectory('acme', directory([business('old')]));
        await store.saveDirectory('acme', directory(businesses));
        expect(await store.readDirectory('acme')).toStrictEqual(directory(businesses));
        expect(await store.readDirectory('other')).toBeNull();
      });

      test.each([0, 3, 5000])('calendars with %i occurrences come back as they were', async (days) => {
        await store.saveCalendars('acme', calendars(1));
        await store.saveCalendars('acme', calendars(days));
        expect(await store.readCalendars('acme')).toStrictEqual(calendars(days));
        expect(await store.readCalendars('other')).toBeNull();
      });

      test.each([0, 500_000])('a feed of %i characters comes back as it was', async (size) => {
        const text = Array.from({ length: size / 10 }, (_, index) => String(index).padStart(10, 'é')).join(
          '',
        );
        const feed = {
          ...{ source: 'https://example.com/a.ics', text, events: 3, etag: '"1"', lastModified: null },
          ...{ lastSuccess: 1, lastError: 'it cannot be reached', heldBack: null },
        };
        await store.saveFeed('acme', 'head office', { ...feed, events: 1 });
        await store.saveFeed('acme', 'head office', feed);
        expect(await store.readFeed('acme', 'head office')).toStrictEqual(feed);
        expect(await store.readFeed('acme', 'office')).toBeNull();
        expect(await store.readFeed('other', 'head office')).toBeNull();
      });

      test('a note is replaced, and removed by null', async () => {
        await store.saveNote('acme', 'paused', 'yes');
        await store.saveNote('acme', 'paused', '');
        await store.saveNote('acme', 'last-success', '1');
        await store.saveNote('other', 'paused', 'no');
        expect(await store.readNote('acme', 'paused')).toBe('');
        await store.saveNote('acme', 'paused', null);
        await store.saveNote('acme', 'paused', null);
        expect(await store.readNote('acme', 'paused')).toBeNull();
        expect(await store.readNote('acme', 'last-success')).toBe('1');
        expect(await store.readNote('other', 'paused')).toBe('no');
      });

      test('several notes are read at once, without those that are not there or were not asked for', async () => {
        for (const name of ['crowded', 'failing-since', 'idle', 'looks-staged', 'paused'])
          await store.saveNote('several', name, name === 'failing-since' ? '' : `é ${name}`);
        await store.saveNote('other', 'looks', 'theirs');
        const names = ['looks', 'paused', 'crowded', 'failing-since', 'looks-staged'];
        expect(Object.fromEntries(await store.readNotes('several', names))).toStrictEqual({
          crowded: 'é crowded',
          'failing-since': '',
          'looks-staged': 'é looks-staged',
          paused: 'é paused',
        });
        expect(await store.readNotes('several', [])).toStrictEqual(new Map());
      });

      test('a note is swapped only for the one that was seen', async () => {
        expect(await store.swapNote('acme', 'ledger', 'old', 'new')).toBe(false);
        expect(await store.swapNote('acme', 'ledger', null, 'old')).toBe(true);
        expect(await store.swapNote('acme', 'ledger', null, 'other')).toBe(false);
        expect(await store.swapNote('acme', 'ledger', 'stale', 'other')).toBe(false);
        expect(await store.swapNote('acme', 'ledger', 'old', 'new')).toBe(true);
        expect(await store.readNote('acme', 'ledger')).toBe('new');
      });

      // What a guard counts, and what a key of a request was answered with: as long as they get, and many at once.
      test.each([
        [`asked:${'0'.repeat(32)}`, 100_000],
        [`idempotency:${'0'.repeat(64)}`, 40_000],
      ] as const)('of those who swap %s at one moment one is let through', async (name, length) => {
        const texts = Array.from({ length: 8 }, (_, index) => `${index}é`.repeat(length / 2));
        const swapped = async (before: string | null) =>
          (
            await Promise.all(texts.map((text) => store.swapNote('', name, before, text, NOW + MINUTE)))
          ).indexOf(true);
        const first = await swapped(null);
        expect(await store.readNote('', name)).toBe(texts[first]);
        const next = `${texts[first]}.`;
        expect(await store.swapNote('', name, texts[first]!, next, NOW + MINUTE)).toBe(true);
        expect(await swapped(texts[first]!)).toBe(-1);
        expect(await store.readNote('', name)).toBe(next);
        await store.saveNote('', name, null);
        expect(await store.readNote('', name)).toBeNull();
      });
    });

    describe('ad-hoc closures', () => {
      test('keep what waits of them, and what was decided', async () => {
        const waiting: AdHocClosure = closure('a', {
          all: true,
          scope: {},
          until: '2026-12-24',
          updatedAt: NOW,
          effect: { kind: 'set', open: false, offlineMessage: { text: 'Fermé', language: 'fr-CA' } },
          waiting: {
            kind: 'change',
            changes: { until: null, reason: null, urgent: false, effect: { kind: 'set', open: true } },
            by: ['token:ana', 'webhook:till'],
            at: NOW,
            beyond: 'time',
          },
        });
        const { waiting: _, ...rest } = waiting;
        const decided: AdHocClosure = { ...rest, decided: { decision: 'declined', by: 'command', at: NOW } };
        await store.putAdHoc('acme', waiting, 'absent');
        expect(await store.readAdHoc('acme', 'a')).toStrictEqual(waiting);
        expect(
          await store.putAdHoc('acme', decided, { ...waiting, waiting: { ...waiting.waiting!, by: [] } }),
        ).toBe(false);
        expect(await store.putAdHoc('acme', decided, waiting)).toBe(true);
        expect(await store.listAdHoc('acme')).toStrictEqual([decided]);
      });

      test('are replaced for the one that was read, and for no other', async () => {
        const [first, second] = [closure('c'), closure('c', { reason: 'storm', revision: 2 })];
        expect(await store.putAdHoc('acme', second, first)).toBe(false);
        await store.putAdHoc('acme', first, 'absent');
        expect(await store.putAdHoc('acme', second, closure('c', { urgent: false }))).toBe(false);
        const [read] = await store.listAdHoc('acme');
        expect(await store.putAdHoc('acme', second, read!)).toBe(true);
        expect(await store.listAdHoc('acme')).toStrictEqual([second]);
      });

      test('come oldest first, ended ones too', async () => {
        const ended = closure('b', { createdAt: NOW + 1, endedAt: NOW + 2 });
        await store.putAdHoc('acme', closure('c', { createdAt: NOW + 2 }), 'absent');
        await store.putAdHoc('acme', ended, 'absent');
        await store.putAdHoc('acme', closure('a', { createdAt: NOW }), 'absent');
        expect((await store.listAdHoc('acme')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
        expect((await store.listAdHoc('acme'))[1]).toStrictEqual(ended);
        expect(await store.listAdHoc('other')).toEqual([]);
      });

      test.each([
        { held: false, expected: 'absent', done: true, reason: 'flood' },
        { held: false, expected: 'present', done: false, reason: undefined },
        { held: true, expected: 'absent', done: false, reason: 'before' },
        { held: true, expected: 'present', done: true, reason: 'flood' },
      ] as const)('put where held is $held and $expected expected: $done', async (row) => {
        if (row.held) await store.putAdHoc('acme', closure('a', { reason: 'before' }), 'absent');
        expect(await store.putAdHoc('acme', closure('a'), row.expected)).toBe(row.done);
        expect((await store.listAdHoc('acme'))[0]?.reason).toBe(row.reason);
      });

      test('that were put away are listed no more, and found all the same', async () => {
        const [ended, other] = [closure('b', { endedAt: NOW }), closure('a')];
        await store.putAdHoc('acme', ended, 'absent');
        await store.putAdHoc('acme', other, 'absent');
        await store.putAway('acme', [ended], NOW + MINUTE);
        await store.putAway('acme', [ended, closure('never there')], NOW + MINUTE);
        expect(await store.listAdHoc('acme')).toStrictEqual([other]);
        expect(await store.listPutAway('acme')).toStrictEqual([ended]);
        expect(await store.readAdHoc('acme', 'b')).toStrictEqual(ended);
        expect(await store.readAdHoc('acme', 'a')).toStrictEqual(other);
        expect(await store.readAdHoc('acme', 'c')).toBeNull();
        expect(await store.readAdHoc('other', 'a')).toBeNull();
        expect(await store.putAdHoc('acme', closure('b'), 'absent')).toBe(false);
      });

      test('that have changed since they were read are not put away', async () => {
        await store.putAdHoc('acme', closure('a'), 'absent');
        await store.putAway('acme', [closure('a', { endedAt: NOW })], NOW + MINUTE);
        expect(await store.listAdHoc('acme')).toStrictEqual([closure('a')]);
        expect(await store.listPutAway('acme')).toEqual([]);
      });

      test.each(['present', 'as read', 'otherwise'] as const)(
        'that were put away are listed again when they change (%s)',
        async (expected) => {
          const [ended, again] = [closure('a', { endedAt: NOW }), closure('a', { revision: 2 })];
          await store.putAdHoc('acme', ended, 'absent');
          await store.putAway('acme', [ended], NOW + MINUTE);
          const before = { present: 'present', 'as read': ended, otherwise: closure('a') } as const;
          const done = expected !== 'otherwise';
          expect(await store.putAdHoc('acme', again, before[expected])).toBe(done);
          expect(await store.listAdHoc('acme')).toStrictEqual(done ? [again] : []);
          expect(await store.listPutAway('acme')).toStrictEqual(done ? [] : [ended]);
        },
      );

      test('many are put away at once', async () => {
        const many = Array.from({ length: 120 }, (_, index) => closure(`c${index}`, { endedAt: NOW }));
        for (const one of many) await store.putAdHoc('acme', one, 'absent');
        await store.putAway('acme', many, NOW + MINUTE);
        expect(await store.listAdHoc('acme')).toEqual([]);
        expect(await store.listPutAway('acme')).toHaveLength(120);
      });

      test('an id is its organization’s own', async () => {
        expect(await store.putAdHoc('acme', closure('a'), 'absent')).toBe(true);
        expect(await store.putAdHoc('other', closure('a'), 'absent')).toBe(true);
        await store.putAway('acme', [closure('a')], NOW + MINUTE);
        await store.putAway('acme', [closure('never there')], NOW + MINUTE);
        expect(await store.listAdHoc('acme')).toEqual([]);
        expect(await store.listAdHoc('other')).toHaveLength(1);
      });

      test('of many who put the same id at once, one succeeds', async () => {
        const puts = await Promise.all(
          Array.from({ length: 8 }, () => store.putAdHoc('acme', closure('a'), 'absent')),
        );
        expect(puts.filter(Boolean)).toHaveLength(1);
      });
    });

    describe('businesses', () => {
      test('come back as saved, text for text', async () => {
        const odd = stored('b2', '{"offline_message":"é ≠ é\\u0000\\n \u{1F9C0} ' + "''" + '"}');
        await store.saveBusinesses(await lease(), [stored('b1'), odd]);
        expect(await store.readBusinesses('acme', ['b2', 'unknown', 'b1'])).toStrictEqual(
          new Map([
            ['b2', odd],
            ['b1', stored('b1')],
          ]),
        );
        expect(byId(await store.listMarks('acme'))).toStrictEqual([stored('b1').mark, odd.mark]);
      });

      test('a save replaces, and touches nothing else', async () => {
        const held = await lease();
        await store.saveBusinesses(await lease('other'), [stored('b1', 'theirs')]);
        await store.saveBusinesses(held, [stored('b1', 'old'), stored('b2', 'kept')]);
        await store.saveBusinesses(held, [stored('b1', 'new', '')]);
        const read = await store.readBusinesses('acme', ['b1', 'b2']);
        expect(read.get('b1')).toStrictEqual(stored('b1', 'new', ''));
        expect(textOf(read.get('b2'))).toBe('kept');
        expect(textOf((await store.readBusinesses('other', ['b1'])).get('b1'))).toBe('theirs');
      });

      test('thousands are saved, listed and read at once', async () => {
        // More than a batch of a request holds, eight times over.
        const ids = Array.from({ length: 1100 }, (_, index) => `b${index}`);
        await store.saveBusinesses(
          await lease(),
          ids.map((id) => stored(id)),
          ids.map((id) => entry({ business: id })),
        );
        expect(await store.listMarks('acme')).toHaveLength(1100);
        expect((await store.readBusinesses('acme', ids)).size).toBe(1100);
        expect(await store.listHistory({ limit: 5000 })).toHaveLength(1100);
      });

      test('a forgotten business leaves its history', async () => {
        const held = await lease();
        await store.saveBusinesses(held, [stored('b1'), stored('b2')], [entry()]);
        await store.deleteBusinesses(held, ['b1', 'never there']);
        expect(await store.listMarks('acme')).toStrictEqual([stored('b2').mark]);
        expect((await store.readBusinesses('acme', ['b1'])).size).toBe(0);
        expect(await store.listHistory({})).toHaveLength(1);
      });

      test('nothing to read or save is fine', async () => {
        const held = await lease();
        await store.saveBusinesses(held, []);
        await store.deleteBusinesses(held, []);
        expect((await store.readBusinesses('acme', [])).size).toBe(0);
      });
    });

    describe('templates', () => {
      const HOLIDAY = 'template:Fermé « été » #1';

      test('come back as saved, apart from businesses, with history and outbox', async () => {
        expect(await store.listTemplates('acme')).toEqual([]);
        const held = await lease();
        const { record } = stored(HOLIDAY, '{"title":"Été \\u00e9"}');
        await store.saveTemplates(held, [record], [entry({ business: HOLIDAY })], [fact('t1')]);
        await store.saveTemplates(held, [stored('template:B').record, { ...record, released: true }]);

        const known = await store.listTemplates('acme');
        expect(known.find(({ name }) => name === HOLIDAY)?.record).toStrictEqual({
          ...record,
          released: true,
        });
        expect(known).toHaveLength(2);
        expect(await store.listTemplates('other')).toEqual([]);
        expect(await store.listMarks('acme')).toEqual([]);
        expect(await store.listHistory({ business: HOLIDAY })).toHaveLength(1);
        expect(await store.takeOutbox('acme', 10)).toHaveLength(1);
      });

      test('are saved by nobody who has lost the lease, nor is what comes with them', async () => {
        const lost = await lease();
        await store.releaseLease(lost);
        await lease();
        const saving = store.saveTemplates(lost, [stored(HOLIDAY).record], [entry()], [fact('t1')]);
        await expect(saving).rejects.toThrow(LeaseLostError);
        expect(await store.listTemplates('acme')).toEqual([]);
        expect(await store.listHistory({})).toEqual([]);
        expect(await store.takeOutbox('acme', 10)).toEqual([]);
      });
    });

    describe('leases', () => {
      test.each([
        { at: 0, taken: false },
        { at: MINUTE - 1, taken: false },
        { at: MINUTE, taken: true },
      ])('taken again $at ms after being taken for a minute: $taken', async ({ at, taken }) => {
        const first = await lease();
        expect(first).toStrictEqual({ organization: 'acme', token: first.token, expiresAt: NOW + MINUTE });
        const second = await store.takeLease('acme', NOW + at, MINUTE);
        expect(second?.token).toBe(taken ? first.token + 1 : undefined);
      });

      test.each([
        { at: 0, held: true },
        { at: MINUTE - 1, held: true },
        { at: MINUTE, held: false },
      ])('is read as held $at ms after being taken for a minute: $held', async ({ at, held }) => {
        expect(await store.lastLease('acme', NOW)).toBeNull();
        const taken = await lease();
        expect(await store.lastLease('acme', NOW + at)).toStrictEqual({ ...taken, isHeld: held });
        await store.releaseLease(taken);
        expect(await store.lastLease('acme', NOW)).toStrictEqual({ ...taken, isHeld: false });
      });

      test('is one organization’s', async () => {
        await lease('acme');
        expect(await lease('other')).not.toBeNull();
      });

      test('a renewed one lasts longer under the same token', async () => {
        const first = await lease();
        const renewed = await store.renewLease(first, NOW + 30_000, MINUTE);
        expect(renewed).toStrictEqual({ ...first, expiresAt: NOW + 30_000 + MINUTE });
        expect(await store.takeLease('acme', NOW + MINUTE, MINUTE)).toBeNull();
      });

      test('an expired one that nobody took may still be renewed and used', async () => {
        const first = await lease();
        expect(await store.renewLease(first, NOW + 2 * MINUTE, MINUTE)).not.toBeNull();
        await store.saveBusinesses(first, [stored('b1')]);
      });

      test('a released one is free at once, and its token is spent', async () => {
        const first = await lease();
        await store.releaseLease(first);
        await store.releaseLease(first);
        expect(await store.renewLease(first, NOW, MINUTE)).toBeNull();
        await expect(store.saveBusinesses(first, [stored('b1')])).rejects.toThrow(LeaseLostError);
        expect((await lease()).token).toBe(first.token + 1);
      });

      test('the loser changes nothing and releases nothing', async () => {
        const loser = await lease();
        await store.saveBusinesses(loser, [stored('b1', 'before')]);
        const winner = await store.takeLease('acme', NOW + MINUTE, MINUTE);

        await expect(store.saveBusinesses(loser, [stored('b1', 'late')], [entry()])).rejects.toThrow(
          LeaseLostError,
        );
        await expect(store.deleteBusinesses(loser, ['b1'])).rejects.toThrow(LeaseLostError);
        expect(await store.renewLease(loser, NOW + MINUTE, MINUTE)).toBeNull();
        await store.releaseLease(loser);

        expect(textOf((await store.readBusinesses('acme', ['b1'])).get('b1'))).toBe('before');
        expect(await store.listHistory({})).toEqual([]);
        expect(await store.takeLease('acme', NOW + MINUTE, MINUTE)).toBeNull();
        expect(winner?.token).toBe(loser.token + 1);
      });

      test('one never taken guards nothing', async () => {
        const invented: Lease = { organization: 'acme', token: 1, expiresAt: NOW + MINUTE };
        await expect(store.saveBusinesses(invented, [stored('b1')])).rejects.toThrow(LeaseLostError);
      });

      test('of many who ask at once, one gets it', async () => {
        const asked = await Promise.all(
          Array.from({ length: 8 }, () => store.takeLease('acme', NOW, MINUTE)),
        );
        expect(asked.filter((taken) => taken !== null)).toHaveLength(1);
      });
    });

    describe('request slots', () => {
      test('are spaced, and never in the past', async () => {
        expect(await store.reserveSlots('acme', 3, 250, NOW)).toBe(NOW);
        expect(await store.reserveSlots('acme', 1, 250, NOW + 10)).toBe(NOW + 750);
        expect(await store.reserveSlots('acme', 1, 250, NOW + 5000)).toBe(NOW + 5000);
        expect(await store.reserveSlots('other', 1, 250, NOW)).toBe(NOW);
      });

      test('may lie between milliseconds', async () => {
        await store.reserveSlots('acme', 1, 0.25, NOW);
        expect(await store.reserveSlots('acme', 1, 0.25, NOW)).toBe(NOW + 0.25);
      });

      test('asked for by many at once are all different', async () => {
        const firsts = await Promise.all(
          Array.from({ length: 10 }, () => store.reserveSlots('acme', 4, 250, NOW)),
        );
        expect(firsts.sort((a, b) => a - b)).toEqual(
          Array.from({ length: 10 }, (_, index) => NOW + index * 1000),
        );
      });

      test.each([
        { name: 'forwards', delays: [5000], first: 5000 },
        { name: 'only forwards', delays: [5000, 1000], first: 5000 },
        { name: 'into the past changes nothing', delays: [-5000], first: 250 },
      ])('are delayed $name', async ({ delays, first }) => {
        await store.reserveSlots('acme', 1, 250, NOW);
        for (const delay of delays) await store.delaySlots('acme', NOW + delay);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + first);
      });

      test('are delayed before the first was reserved', async () => {
        await store.delaySlots('acme', NOW + 5 * MINUTE);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 5 * MINUTE);
      });

      test('are not reserved where they lie further away than somebody waits', async () => {
        await store.delaySlots('acme', NOW + MINUTE);
        for (let n = 0; n < 3; n++)
          expect(await store.reserveSlots('acme', 4, 250, NOW, 30_000)).toBe(NOW + MINUTE);
        expect(await store.reserveSlots('acme', 4, 250, NOW + 30_000, 30_000)).toBe(NOW + MINUTE);
        expect(await store.reserveSlots('acme', 4, 250, NOW + 30_000)).toBe(NOW + MINUTE + 1000);
      });

      test('are handed out at once when a delay is taken back, and never later for it', async () => {
        await store.delaySlots('acme', NOW + 5 * MINUTE);
        await store.hastenSlots('acme', NOW);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW);
        await store.hastenSlots('acme', NOW + MINUTE);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 250);
        await store.hastenSlots('other', NOW);
        expect(await store.reserveSlots('other', 1, 250, NOW)).toBe(NOW);
      });

      test('reserved far ahead stay reserved', async () => {
        await store.reserveSlots('acme', 1000, 250, NOW);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 250_000);
      });

      test.each([
        { name: 'an hour', until: NOW + 60 * MINUTE },
        { name: 'beyond what a timer takes', until: NOW + 2_147_484_000 },
        { name: 'beyond every date', until: 1e18 },
      ])('that 0.1.0 delayed for ever are handed out again: $name', async ({ until }) => {
        await store.reserveSlots('acme', 4, 250, NOW);
        await store.delaySlots('acme', until);
        expect(await store.reserveSlots('acme', 4, 250, NOW + 2000)).toBe(NOW + 2000);
        expect(await store.reserveSlots('acme', 4, 250, NOW + 2000)).toBe(NOW + 3000);
      });

      test('a process whose clock was read a little earlier waits its turn', async () => {
        await store.reserveSlots('acme', 4, 250, NOW);
        expect(await store.reserveSlots('acme', 1, 250, NOW - 30_000)).toBe(NOW + 1000);
      });

      test('a clock set back by a day does not stop requests for a day', async () => {
        const dayBefore = NOW - 24 * 60 * MINUTE;
        await store.reserveSlots('acme', 4, 250, NOW);
        await store.delaySlots('acme', NOW + 5000);
        expect(await store.reserveSlots('acme', 2, 250, dayBefore)).toBe(dayBefore + 5000);
        expect(await store.reserveSlots('acme', 1, 250, dayBefore + 10)).toBe(dayBefore + 5500);
      });

      test.each([
        { count: -1, spacing: 250 },
        { count: 0.5, spacing: 250 },
        { count: 1, spacing: Number.NaN },
      ])('$count slots $spacing ms apart are refused', async ({ count, spacing }) => {
        await expect(store.reserveSlots('acme', count, spacing, NOW)).rejects.toThrow(RangeError);
        expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW);
      });
    });

    test('organizations due are listed earliest first, the bound included', async () => {
      await store.setDue('late', NOW + 2);
      await store.setDue('second', NOW + 1);
      await store.setDue('moved', NOW - 5);
      await store.setDue('moved', NOW + 5);
      await store.setDue('first', NOW - 1);
      expect(await store.listDue(NOW + 1)).toStrictEqual([
        { organization: 'first', dueAt: NOW - 1 },
        { organization: 'second', dueAt: NOW + 1 },
      ]);
      expect(await store.readDue('moved')).toBe(NOW + 5);
    });

    describe('the outbox', () => {
      test('keeps facts, oldest first and each once, until they are told', async () => {
        const facts = [3, 1, 2].map((at) => fact(`f${at}`, { at: NOW + at }));
        await store.appendOutbox(facts);
        await store.appendOutbox([fact('f2', { at: NOW + 2 }), fact('theirs', { organization: 'other' })]);
        const taken = await store.takeOutbox('acme', 2);
        expect(taken).toStrictEqual([fact('f1', { at: NOW + 1 }), fact('f2', { at: NOW + 2 })]);
        expect(await store.takeOutbox('acme', 2)).toStrictEqual(taken);
        await store.ackOutbox(taken);
        await store.ackOutbox(taken);
        expect((await store.takeOutbox('acme', 10)).map(({ id }) => id)).toEqual(['f3']);
        expect(await store.takeOutbox('other', 10)).toHaveLength(1);
      });

      test('forgets what another process has told, and nothing else', async () => {
        const facts = Array.from({ length: 25 }, (_, index) => fact(`f${index}`, { at: NOW + index }));
        await store.appendOutbox(facts);
        const other = (await opened.reopen?.()) ?? store;
        await other.ackOutbox(facts.filter((_, index) => index % 5 === 0));
        await store.ackOutbox([...facts.slice(10, 20), fact('never told')]);
        const left = facts.filter((_, index) => index % 5 !== 0 && (index < 10 || index >= 20));
        expect(await store.takeOutbox('acme', 3)).toStrictEqual(left.slice(0, 3));
        expect(await other.takeOutbox('acme', 100)).toStrictEqual(left);
      });

      test('holds what comes with a save, or nothing of it', async () => {
        const held = await lease();
        const facts = [fact('f1', { business: 'b1' }), fact('f2', { business: 'unsaved' })];
        await store.saveBusinesses(held, [stored('b1')], [entry()], facts);
        await store.releaseLease(held);
        await expect(store.saveBusinesses(held, [stored('b1')], [], [fact('late')])).rejects.toThrow(
          LeaseLostError,
        );
        expect((await store.takeOutbox('acme', 10)).map(({ id }) => id)).toEqual(['f1', 'f2']);
      });

      test('comes with what is to be remembered of it', async () => {
        const noted = (value: string) => ({ organization: 'acme', name: 'told', value });
        const many = Array.from({ length: 1500 }, (_, index) => fact(`f${index}`, { at: NOW + index }));
        await store.appendOutbox(many, noted('until noon'));
        expect(await store.readNote('acme', 'told')).toBe('until noon');
        await store.appendOutbox([], noted('until one'));
        expect(await store.readNote('acme', 'told')).toBe('until one');
        expect(await store.takeOutbox('acme', 2000)).toHaveLength(1500);
      });

      test('takes nothing, and many', async () => {
        await store.appendOutbox([]);
        await store.ackOutbox([]);
        const many = Array.from({ length: 250 }, (_, index) => fact(`f${index}`, { at: NOW + index }));
        await store.saveBusinesses(await lease(), [], [], many);
        expect(await store.takeOutbox('acme', 500)).toStrictEqual(many);
      });
    });

    describe('history', () => {
      test('is newest first, and of one instant the last written first', async () => {
        await record(store, [
          entry({ at: NOW, reason: 'a' }),
          entry({ at: NOW + 1, reason: 'b' }),
          entry({ at: NOW, reason: 'c' }),
        ]);
        await store.saveBusinesses(await lease(), [], [entry({ at: NOW, reason: 'd' })]);
        expect((await store.listHistory({})).map(({ reason }) => reason)).toEqual(['b', 'd', 'c', 'a']);
      });

      test('comes back as it was written', async () => {
        const given = entry({ before: null, after: { custom_chat_hours: { monday: [] } }, code: 'ST-1' });
        await record(store, [given]);
        expect(await store.listHistory({})).toStrictEqual([given]);
      });

      test.each([
        { query: {}, found: ['3', '2', '1', '0'] },
        { query: { organization: 'acme' }, found: ['3', '1', '0'] },
        { query: { business: 'b1' }, found: ['2', '0'] },
        { query: { organization: 'acme', business: 'b1' }, found: ['0'] },
        { query: { since: NOW + 2 }, found: ['3', '2'] },
        { query: { organization: 'acme', since: NOW + 1, limit: 1 }, found: ['3'] },
        { query: { until: NOW + 2 }, found: ['2', '1', '0'] },
        { query: { organization: 'acme', until: NOW + 2, limit: 1 }, found: ['1'] },
        { query: { since: NOW + 1, until: NOW + 1 }, found: ['1'] },
        { query: { limit: Number.POSITIVE_INFINITY }, found: ['3', '2', '1', '0'] },
        { query: { organization: 'nobody' }, found: [] },
      ])('asked for $query gives $found', async ({ query, found }) => {
        await record(store, [
          entry({ at: NOW, reason: '0' }),
          entry({ at: NOW + 1, reason: '1', business: 'b2' }),
          entry({ at: NOW + 2, reason: '2', organization: 'other' }),
          entry({ at: NOW + 3, reason: '3', business: 'b2' }),
        ]);
        expect((await store.listHistory(query)).map(({ reason }) => reason)).toEqual(found);
      });

      test('takes entries that go with no save, of nobody in particular too', async () => {
        const deed = entry({
          at: NOW + 1,
          business: '',
          code: null,
          before: null,
          after: null,
          reason: 'deed',
        });
        await record(store, [entry({ at: NOW, reason: 'a' }), entry({ at: NOW + 2, reason: 'b' })]);
        await store.appendHistory([deed, entry({ at: NOW + 3, organization: 'other', reason: 'c' })]);
        expect((await store.listHistory({})).map(({ reason }) => reason)).toEqual(['c', 'b', 'deed', 'a']);
        expect(await store.listHistory({ organization: deed.organization, limit: 2 })).toMatchObject([
          { reason: 'b' },
          deed,
        ]);
        await store.appendHistory([]);
      });

      test('gives 100 entries unless told', async () => {
        await record(
          store,
          Array.from({ length: 120 }, (_, index) => entry({ at: NOW + index })),
        );
        const entries = await store.listHistory({});
        expect(entries).toHaveLength(100);
        expect(entries[0]?.at).toBe(NOW + 119);
      });
    });

    test('a second store over the same content sees it, and is another holder', async ({ skip }) => {
      if (opened.reopen === undefined) return skip('nothing is shared');
      const first = await lease();
      await store.saveBusinesses(first, [stored('b1')], [entry()]);
      await store.saveDirectory('acme', directory([business('b1')]));
      const second = await opened.reopen();

      expect(await second.listMarks('acme')).toStrictEqual([stored('b1').mark]);
      expect(await second.readDirectory('acme')).toStrictEqual(directory([business('b1')]));
      expect(await second.takeLease('acme', NOW, MINUTE)).toBeNull();
      const taken = await second.takeLease('acme', NOW + MINUTE, MINUTE);
      expect(taken?.token).toBe(first.token + 1);
      await expect(store.saveBusinesses(first, [stored('b1')])).rejects.toThrow(LeaseLostError);
    });

    test('closing twice is closing once', async () => {
      await store.close();
      await store.close();
      await expect(store.listMarks('acme')).rejects.toThrow();
    });
  });
}

function byId<T extends { business: string }>(marks: T[]): T[] {
  return marks.sort((a, b) => (a.business < b.business ? -1 : 1));
}
