import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../../lib/closures/decide.ts';
import type { Desired } from '../../lib/closures/desired.ts';
import type { Settings, WeekHours } from '../../lib/closures/model.ts';
import { emptyWeek, type Overlay, wantedSettings } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
import { LATE_MILLISECONDS } from '../../lib/closures/times.ts';
import { desired } from './support.ts';

const MINUTE = 60_000;
const BASELINE: Settings = {
  welcome_message: 'Bonjour',
  offline_message: null,
  uses_business_hours: true,
  custom_chat_hours: null,
  is_launched: true,
};
const CLOSED: Overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };

/** One business and its Partoo, driven by hand: what Partoo shows, whether a write arrives, what is answered. */
class Business {
  record: BusinessRecord = newRecord('b1', 'ST-1');
  partoo: Settings = structuredClone(BASELINE);
  now = 0;
  writes = 0;
  desired: Desired = desired({});
  /** What the closures want that a person did not override. */
  afterOverride: Desired | null = null;

  want(overlay: Overlay, more: Partial<Desired> = {}): this {
    this.desired = desired(overlay, more);
    return this;
  }

  look(shown: Settings = this.partoo): Decision {
    const seen = { settings: shown, text: JSON.stringify({ id: 7, ...shown }) };
    const forOverride = (override: number | null) =>
      override === null ? this.desired : (this.afterOverride ?? desired({}));
    const decision = decide(this.record, seen, forOverride, { now: this.now, at: this.now }, 1);
    this.record = decision.record;
    return decision;
  }

  /** Looks, and carries out what was decided; `lost`: the answer is not seen. */
  act({ answer = 'seen' as 'seen' | 'lost' | 'never-arrived', shown = this.partoo } = {}): Decision {
    const decision = this.look(shown);
    if (!decision.write) return decision;
    this.writes += 1;
    if (answer !== 'never-arrived') this.partoo = structuredClone(decision.write.settings);
    if (answer === 'seen') this.record = sent(this.record, decision.write, this.partoo);
    return decision;
  }

  /** Looks, and Partoo refuses what was decided. */
  refuse(): Decision {
    const decision = this.act({ answer: 'never-arrived' });
    const { intent, failing } = this.record;
    const attempts = (failing?.attempts ?? 0) + 1;
    this.record = {
      ...this.record,
      intent: intent && { ...intent, isRefused: true },
      failing: { since: this.now, attempts, code: 'unexpected-status', message: '409', nextTryAt: this.now },
    };
    return decision;
  }

  after(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }
}

const refusedReopening = (overlay: Overlay) => {
  const business = new Business().want(overlay);
  business.act();
  business.after(1000).look();
  business
    .after(60 * MINUTE)
    .want({})
    .refuse();
  return business;
};

const closedBusiness = () => {
  const business = new Business().want(CLOSED);
  business.act();
  business.after(1000).look();
  return business;
};

describe('the course of one closure', () => {
  test('close, confirm, leave alone, reopen, confirm, forget', () => {
    const business = new Business().want(CLOSED);
    const closing = business.act();
    expect(closing.write).toMatchObject({
      action: 'close',
      settings: wantedSettings(BASELINE, CLOSED),
      before: BASELINE,
    });
    // Rule 10: the baseline is in the record that is made durable before the POST, as Partoo sent it.
    expect(closing.record.inPlace?.baseline).toBe(JSON.stringify({ id: 7, ...BASELINE }));
    expect(closing.record.intent).toEqual(closing.write);
    expect(business.record.intent).toBeNull();

    expect(business.after(1000).look()).toMatchObject({
      write: null,
      results: [{ action: 'close', outcome: 'applied' }],
    });
    expect(business.after(60 * MINUTE).look()).toMatchObject({ write: null, results: [] });

    expect(business.want({}).act().write).toMatchObject({ action: 'reopen', settings: BASELINE });
    expect(business.record.inPlace).not.toBeNull();
    expect(business.after(1000).look().results).toMatchObject([{ action: 'reopen', outcome: 'applied' }]);
    expect(business.record).toMatchObject({ inPlace: null, closures: [] });
    expect(JSON.stringify(business.partoo)).toBe(JSON.stringify(BASELINE));
    expect(business.writes).toBe(2);
  });

  describe('a member that Partoo leaves out', () => {
    const { welcome_message: _, offline_message: __, ...TOLD } = BASELINE;
    const NULLS = { welcome_message: null, offline_message: null };
    const seenAs = (told: Partial<Settings>) => ({
      settings: { ...TOLD, ...NULLS, ...told } as Settings,
      text: JSON.stringify({ id: 7, ...told }),
    });
    const at = (now: number) => ({ now, at: now });

    function closed() {
      const closing = decide(new Business().record, seenAs(TOLD), () => desired(CLOSED), at(0), 1);
      const write = closing.write as NonNullable<Decision['write']>;
      const shown = { ...TOLD, ...write.settings };
      return { write, shown, record: sent(closing.record, write, null) };
    }

    test('is not sent, unless a closure fills it', () => {
      const { write } = closed();
      const { welcome_message: _, ...wanted } = wantedSettings(seenAs(TOLD).settings, CLOSED);
      expect(JSON.parse(JSON.stringify(write.settings))).toEqual(JSON.parse(JSON.stringify(wanted)));
      expect(write.settings).not.toHaveProperty('welcome_message');
    });

    test('is confirmed where it is still left out, and emptied where a closure had filled it', () => {
      const { record, shown } = closed();
      const later = decide(
        JSON.parse(JSON.stringify(record)),
        seenAs(shown),
        () => desired(CLOSED),
        at(1000),
        1,
      );
      expect(later.results).toMatchObject([{ outcome: 'applied' }]);
      expect(later.write).toBeNull();
      const reopening = decide(later.record, seenAs(shown), () => desired({}), at(2000), 1);
      expect(reopening.write?.settings).toEqual({ ...TOLD, offline_message: null });
      const answer = { ...TOLD, offline_message: null };
      const reopened = sent(reopening.record, reopening.write as NonNullable<Decision['write']>, answer);
      const done = decide(reopened, seenAs(TOLD), () => desired({}), at(3000), 1);
      expect(done).toMatchObject({
        write: null,
        results: [{ outcome: 'applied' }],
        record: { inPlace: null },
      });
    });

    test('is emptied even where Partoo shows too late that a closure had filled it', () => {
      const { record } = closed();
      const reopening = decide(record, seenAs(TOLD), () => desired({}), at(1000), 1);
      expect(reopening.write?.settings).toEqual({ ...TOLD, offline_message: null });
    });

    test("is a person's where one appears", () => {
      const { record, shown } = closed();
      const theirs = { ...shown, welcome_message: 'Hello' };
      const later = decide(record, seenAs(theirs), () => desired(CLOSED), at(1000), 1);
      const reopening = decide(later.record, seenAs(theirs), () => desired({}), at(2000), 1);
      expect(reopening.write?.settings).toEqual({ ...TOLD, offline_message: null, welcome_message: 'Hello' });
    });
  });

  test('a shop that is in the wanted state costs no write, and is remembered as closed', () => {
    const business = new Business().want({ reachable: false });
    business.partoo = { ...BASELINE, is_launched: false };
    expect(business.act()).toMatchObject({
      write: null,
      results: [{ action: 'close', outcome: 'unchanged' }],
    });
    expect(business.record.inPlace?.overlay).toEqual({ reachable: false });
    // Story 3: what had been off before is not switched on.
    expect(business.want({}).act()).toMatchObject({
      write: null,
      results: [{ action: 'reopen', outcome: 'unchanged' }],
    });
    expect(business.partoo.is_launched).toBe(false);
    expect(business.record.inPlace).toBeNull();
  });

  test('story 1: a second pass does not save the closed state as the original', () => {
    const business = closedBusiness();
    const baseline = business.record.inPlace?.baseline;
    for (const overlay of [{ ...CLOSED, offlineMessage: 'Encore fermé' }, { reachable: false }, CLOSED]) {
      business
        .after(20 * MINUTE)
        .want(overlay)
        .act();
      business.after(1000).look();
      expect(business.record.inPlace?.baseline).toBe(baseline);
    }
    business.want({}).act();
    expect(business.partoo).toEqual(BASELINE);
  });

  test('a read that is late right after the reopening is not the original of the next closure', () => {
    const business = closedBusiness();
    const closed = structuredClone(business.partoo);
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    business.after(1000).look();
    business.want({ offlineMessage: 'Inondation' });
    business.act({ shown: closed });
    expect(JSON.parse(business.record.inPlace?.baseline ?? '')).toMatchObject(BASELINE);
    business.after(60 * MINUTE).look();
    business.want({}).act();
    expect(business.partoo).toEqual(BASELINE);
  });

  test('a read that mixes the late with the new is waited for', () => {
    const business = closedBusiness();
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    business.after(1000).look();
    business.want({ offlineMessage: 'Inondation' });
    const decision = business.look({ ...BASELINE, is_launched: false, welcome_message: 'Salut' });
    expect(decision).toMatchObject({ write: null, late: true });
    expect(decision.record.inPlace).toBeNull();
  });
});

describe('a write of which nothing came back', () => {
  test.each<
    [what: string, shown: Partial<Settings>, expected: Partial<Decision>, record: Partial<BusinessRecord>]
  >([
    [
      'equal to before: it was never sent, and is sent now',
      BASELINE,
      { late: false },
      { intent: { rewrites: 0 } as never },
    ],
    [
      'equal to what was to be written: done',
      wantedSettings(BASELINE, CLOSED),
      { write: null, late: false },
      { intent: null },
    ],
    [
      'equal up to trimming, composing and line ends: done',
      { ...wantedSettings(BASELINE, CLOSED), offline_message: ' Ferme\u0301\r\n' },
      { write: null, late: false },
      { intent: null },
    ],
    [
      'partly there: Partoo is late',
      { ...wantedSettings(BASELINE, CLOSED), is_launched: true },
      { write: null, late: true },
      { intent: null },
    ],
    [
      'anything else: asked by writing once more',
      { ...wantedSettings(BASELINE, CLOSED), offline_message: 'Tout autre chose' },
      { late: false },
      { intent: { rewrites: 1 } as never },
    ],
  ])('%s', (_what, shown, expected, record) => {
    const business = new Business().want(CLOSED);
    business.act({ answer: 'lost' });
    business.after(5000);
    const decision = business.look({ ...BASELINE, ...shown });
    expect(decision).toMatchObject(expected);
    expect(decision.record).toMatchObject(record);
  });

  test('written once more, what is then read back counts as ours', () => {
    const business = new Business().want(CLOSED);
    business.act({ answer: 'lost' });
    const odd = { ...wantedSettings(BASELINE, CLOSED), offline_message: 'Fermé (Partoo)' };
    business.after(5000).act({ answer: 'lost', shown: odd });
    expect(business.writes).toBe(2);
    expect(business.after(5000).act({ shown: odd }).write).toBeNull();
    business.partoo = odd;
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    expect(business.partoo).toEqual(BASELINE);
  });

  describe('what was to be put back may be a read from before the closing, while no answer has come', () => {
    const reopening = (answer: 'lost' | 'never-arrived', closedFor = MINUTE) => {
      const business = closedBusiness().after(closedFor).want({});
      business.act({ answer });
      return business.after(5000);
    };
    const isOver = { inPlace: null, intent: null };

    test('it never arrived: it is written again once no read can be as old', () => {
      const business = reopening('never-arrived');
      expect(business.look(BASELINE)).toMatchObject({ confirmed: null, late: true, write: null });
      business.after(LATE_MILLISECONDS).act();
      business.after(1000).look();
      expect(business).toMatchObject({ writes: 3, partoo: BASELINE, record: isOver });
    });

    test('it did: it is confirmed then, and not written again', () => {
      const business = reopening('lost');
      expect(business.look()).toMatchObject({ confirmed: null, late: true, write: null });
      expect(business.after(LATE_MILLISECONDS).look().confirmed).not.toBeNull();
      expect(business).toMatchObject({ writes: 2, record: isOver });
    });

    test('after a closure of more than ten minutes it is confirmed at once', () => {
      const business = reopening('lost', LATE_MILLISECONDS);
      expect(business.look().confirmed).not.toBeNull();
      expect(business.record).toMatchObject(isOver);
    });
  });

  test('what a person wrote after a reopening that Partoo refused stays, and the rest goes back', () => {
    const business = refusedReopening(CLOSED);
    business.partoo = { ...business.partoo, offline_message: 'Écrit à la main' };
    business.after(5 * MINUTE).act({ answer: 'never-arrived' });
    business.after(30 * MINUTE).act();
    business.after(1000).look();
    expect(business.partoo).toEqual({ ...BASELINE, offline_message: 'Écrit à la main' });
  });

  test('what a person writes while Partoo refuses a reopening goes on counting, however often they change it', () => {
    const business = refusedReopening(CLOSED);
    // Put back by hand, it cannot be told from a write that came through in part.
    business.partoo = { ...business.partoo, offline_message: BASELINE.offline_message };
    for (const text of ['Bonjour, 2', 'Bonjour, 3', 'Bonjour, 4']) {
      business.partoo = { ...business.partoo, welcome_message: text };
      business.after(60 * MINUTE).refuse();
      business.after(60 * MINUTE).refuse();
    }
    business.after(60 * MINUTE).act();
    business.after(1000).look();
    expect(business.partoo).toEqual({ ...BASELINE, welcome_message: 'Bonjour, 4' });
  });

  test('who switches on a shop whose reopening Partoo refuses has not carried it out, and their text stays', () => {
    const business = refusedReopening({ ...CLOSED, welcomeMessage: 'Fermé, revenez demain' });
    business.partoo = { ...business.partoo, is_launched: true, welcome_message: 'Écrit à la main' };
    for (const _look of [1, 2, 3]) business.after(60 * MINUTE).refuse();
    business.after(60 * MINUTE).act();
    business.after(1000).look();
    expect(business.partoo).toEqual({ ...BASELINE, welcome_message: 'Écrit à la main' });
  });

  test('who switches on a shop while Partoo refuses what a hold asks for has not overridden the closure', () => {
    const business = closedBusiness()
      .after(60 * MINUTE)
      .want({}, { held: true });
    business.refuse();
    business.partoo = { ...business.partoo, is_launched: true };
    for (const _look of [1, 2]) business.after(60 * MINUTE).refuse();
    business.after(60 * MINUTE).want(CLOSED);
    business.act();
    expect(business.record.override).toBeNull();
    expect(business.partoo).toEqual(wantedSettings(BASELINE, CLOSED));
  });

  test('who switches off a shop whose closing Partoo refuses has not carried it out, and all of theirs goes back', () => {
    const business = new Business().want(CLOSED);
    business.refuse();
    business.after(60 * MINUTE).refuse();
    business.partoo = { ...BASELINE, is_launched: false };
    business.after(60 * MINUTE).refuse();
    const theirs: Settings = { ...BASELINE, is_launched: false, offline_message: 'Écrit à la main' };
    business.partoo = theirs;
    business.after(60 * MINUTE).act();
    expect(business.partoo).toEqual({ ...wantedSettings(theirs, CLOSED) });
    business.after(1000).look();
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    expect(business.partoo).toEqual(theirs);
  });

  test('a Partoo that refuses a closing and carries out its switch all the same does not have a shop stay off', () => {
    const business = new Business().want(CLOSED);
    for (const _attempt of [1, 2, 3]) {
      business.after(60 * MINUTE).refuse();
      business.partoo = { ...business.partoo, is_launched: false };
    }
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    business.after(1000).look();
    expect(business.partoo).toEqual(BASELINE);
  });

  test('what a person writes after a closing that Partoo refused and that is not wanted any more is theirs', () => {
    const business = closedBusiness()
      .after(60 * MINUTE)
      .want({ ...CLOSED, offlineMessage: 'Inondation' });
    business.refuse();
    business.after(MINUTE).want({}).refuse();
    business.partoo = { ...business.partoo, offline_message: 'Écrit à la main' };
    business.after(60 * MINUTE).refuse();
    business.after(60 * MINUTE).act();
    business.after(1000).look();
    expect(business.partoo).toEqual({ ...BASELINE, offline_message: 'Écrit à la main' });
  });

  test('what a person wrote instead of a text alone that Partoo refused is theirs, and goes back', () => {
    const business = new Business().want({ offlineMessage: 'Fermé' });
    business.refuse();
    business.partoo = { ...BASELINE, offline_message: 'Écrit à la main' };
    const theirs = business.partoo;
    expect(business.after(5000).act().write?.rewrites).toBe(0);
    business.after(1000).look();
    expect(business.partoo.offline_message).toBe('Fermé');
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    expect(business.partoo).toEqual(theirs);
  });

  test('an intent that nobody wants any more is kept until it is certain that it came to nothing', () => {
    const business = new Business().want(CLOSED);
    business.act({ answer: 'never-arrived' });
    expect(business.after(5000).want({}).look()).toMatchObject({ write: null, late: true });
    expect(business.record.intent).not.toBeNull();
    expect(business.record.inPlace).not.toBeNull();
    expect(business.after(LATE_MILLISECONDS).look()).toMatchObject({ write: null, late: false });
    expect(business.record).toMatchObject({ intent: null, inPlace: null });
    expect(business.writes).toBe(1);
  });
});

describe('late, written again, a person’s', () => {
  test('the old value is late for ten minutes, then it fails and is written again, and again', () => {
    const business = new Business().want(CLOSED);
    business.act();
    const old = { ...business.partoo, is_launched: true };
    for (const minutes of [1, 5, 3.9]) {
      expect(business.after(minutes * MINUTE).act({ shown: old })).toMatchObject({ write: null, late: true });
      expect(business.record.failing).toBeNull();
    }
    expect(business.after(MINUTE).act({ shown: old }).write).toMatchObject({ rewrites: 1 });
    expect(business.record.failing).toMatchObject({ code: 'not-carried-out', attempts: 1 });
    expect(business.after(9 * MINUTE).act({ shown: old })).toMatchObject({ write: null, late: true });
    expect(business.after(2 * MINUTE).act({ shown: old }).write).toMatchObject({ rewrites: 2 });
    expect(business.after(19 * MINUTE).act({ shown: old }).write).toBeNull();
    expect(business.after(2 * MINUTE).act({ shown: old }).write).toMatchObject({ rewrites: 3 });
    expect(business.record).toMatchObject({
      override: null,
      inPlace: { taken: [] },
      failing: { attempts: 3 },
    });
    expect(business.after(MINUTE).act()).toMatchObject({ write: null, results: [{ outcome: 'applied' }] });
    expect(business.record.failing).toBeNull();
  });

  test('the old value is a person’s where ours had been read back in between', () => {
    const business = new Business().want(CLOSED);
    business.act();
    const partly = { ...business.partoo, offline_message: BASELINE.offline_message };
    expect(business.after(1000).act({ shown: partly })).toMatchObject({ write: null, late: true });
    const relaunched = { ...partly, is_launched: true };
    expect(business.after(5 * MINUTE).act({ shown: relaunched })).toMatchObject({ write: null, late: true });
    const respected = business.after(6 * MINUTE).act({ shown: relaunched });
    expect(respected.record.override).toBe(business.now);
    expect(respected.write?.settings).toEqual(BASELINE);
  });

  test('a value that was confirmed and then turns old within ten minutes is late, too', () => {
    const business = closedBusiness();
    const old = { ...business.partoo, is_launched: true };
    expect(business.after(MINUTE).act({ shown: old })).toMatchObject({ write: null, late: true });
    expect(business.record.last?.readBack).toBeNull();
    expect(business.after(MINUTE).look()).toMatchObject({ write: null, late: false });
    expect(business.record.override).toBeNull();
  });

  test('a value from before the write before last is late, too, for ten minutes, and then a person’s', () => {
    const texts = ['a', 'b', 'c'].map((offlineMessage): Overlay => ({ offlineMessage }));
    const business = new Business();
    for (const text of texts) business.want(text).after(20_000).act();
    const old = { ...business.partoo, offline_message: 'a' };
    expect(business.after(20_000).act({ shown: old })).toMatchObject({ write: null, late: true });
    expect(business.record.inPlace?.taken).toEqual([]);
    business.after(9 * MINUTE).act();
    business.after(2 * MINUTE).act({ shown: old });
    expect(business.record.inPlace?.taken).toEqual(['offline_message']);
  });

  test('what is wanted next, and is believed to be there already, is not written again while that is late', () => {
    const business = new Business().want(CLOSED);
    business.act();
    const old = { ...business.partoo, is_launched: true };
    business.want({ ...CLOSED, chatHours: emptyWeek() });
    expect(business.after(MINUTE).act({ shown: old })).toMatchObject({ write: null, late: true });
    expect(business.after(MINUTE).act()).toMatchObject({ write: null, late: false });
    expect(business.want({}).after(MINUTE).act().write).toMatchObject({ settings: BASELINE });
  });

  test('and where that turns out to be lost, it is written', () => {
    const business = new Business().want(CLOSED);
    business.act();
    const old = { ...business.partoo, is_launched: true };
    business.want({ ...CLOSED, chatHours: emptyWeek() });
    business.after(MINUTE).act({ shown: old });
    const again = business.after(10 * MINUTE).act({ shown: old });
    expect(again.write?.settings).toMatchObject({ is_launched: false });
  });

  test('what is wanted next does not wait for what is late', () => {
    const business = new Business().want(CLOSED);
    business.act();
    const old = { ...business.partoo, is_launched: true };
    const next = { ...CLOSED, offlineMessage: 'Inondation' };
    expect(business.after(MINUTE).want(next).act({ shown: old }).write).toMatchObject({
      action: 'change',
      settings: wantedSettings(BASELINE, next),
    });
    expect(business.record.inPlace?.taken).toEqual([]);
  });
});

describe('a relaunch', () => {
  const relaunched = (business: Business) => ({ ...business.partoo, is_launched: true });

  test('is respected as long as what it overrode lasts, and ends with it', () => {
    const business = closedBusiness();
    business.after(60 * MINUTE).partoo = relaunched(business);
    expect(business.act().write).toMatchObject({
      action: 'reopen',
      settings: BASELINE,
      reason: 'relaunched by a person',
    });
    const { override } = business.record;
    expect(override).toBe(business.now);
    business.after(1000).look();
    expect(business.record.override).toBe(override);
    business
      .after(60 * MINUTE)
      .want({})
      .look();
    expect(business.record.override).toBeNull();
  });

  test('does not hold against a chain that starts later', () => {
    const business = closedBusiness();
    business.after(60 * MINUTE).partoo = relaunched(business);
    business.act();
    business.after(1000).look();
    business.afterOverride = desired(CLOSED, {
      closures: [{ key: 'next', name: 'next', start: business.now, end: null }],
    });
    expect(business.act().write).toMatchObject({ action: 'close' });
  });

  describe('and a later closure that ends while what was overridden lasts: history names', () => {
    const inALaterOne = () => {
      const business = closedBusiness();
      business.after(60 * MINUTE).partoo = relaunched(business);
      business.act();
      business.after(1000).look();
      business.afterOverride = desired(CLOSED, {
        closures: [{ key: 'night', name: 'night', start: business.now, end: null }],
      });
      business.act();
      business.after(1000).look();
      return business;
    };

    test('what is over, and nobody who relaunched days ago', () => {
      const business = inALaterOne();
      business.afterOverride = desired({}, { actor: 'calendar' });
      expect(business.after(60 * MINUTE).act().write).toMatchObject({
        action: 'reopen',
        cause: { kind: 'over', closure: 'night' },
        actor: 'calendar',
      });
    });

    test('whoever holds it open, where that is why', () => {
      const business = inALaterOne();
      const cause = { kind: 'in-force', closure: 'ad-hoc:h', name: null } as const;
      business.afterOverride = desired({}, { cause, held: true, actor: 'command:ops' });
      expect(business.after(60 * MINUTE).act().write).toMatchObject({ cause, actor: 'command:ops' });
    });

    test('a person who relaunches again', () => {
      const business = inALaterOne();
      business.after(60 * MINUTE).partoo = relaunched(business);
      business.afterOverride = desired({}, { actor: 'calendar' });
      business.record = { ...business.record, override: business.now };
      expect(business.act().write).toMatchObject({ reason: 'relaunched by a person', actor: 'person' });
    });
  });

  describe('of a shop in which the closure found everything as it was to be', () => {
    const OFF = { ...BASELINE, is_launched: false };
    const found = (overlay: Overlay, more: Partial<Desired> = {}) => {
      const business = new Business().want(overlay, more);
      business.partoo = structuredClone(OFF);
      expect(business.act().write).toBeNull();
      return business.after(60 * MINUTE);
    };

    test('is respected, and stays for good', () => {
      const business = found({ reachable: false });
      business.partoo = relaunched(business);
      expect(business.act().write).toBeNull();
      expect(business.record.override).toBe(business.now);
      expect(
        business
          .after(60 * MINUTE)
          .want({})
          .act().write,
      ).toBeNull();
      expect(business.record).toMatchObject({ override: null, inPlace: null });
    });

    test('is taken back where the rule enforces', () => {
      const business = found({ reachable: false }, { enforce: ['reachable'] });
      business.partoo = relaunched(business);
      expect(business.act().write?.settings.is_launched).toBe(false);
    });

    test('leaves what else somebody changes theirs, too', () => {
      const business = found({ chatHours: 'business' });
      const theirs = { uses_business_hours: false, custom_chat_hours: { monday: ['10:00-12:00'] } };
      business.partoo = { ...OFF, ...theirs };
      expect(business.act().write).toBeNull();
      business
        .after(60 * MINUTE)
        .want({})
        .act();
      expect(business.partoo).toEqual({ ...OFF, ...theirs });
    });
  });

  test('that is seen when its closure is over leaves the next one as it is, whatever stays in place between them', () => {
    const business = closedBusiness();
    business.after(60 * MINUTE).partoo = relaunched(business);
    business.want({ offlineMessage: 'Fermé demain' }).act();
    business.after(1000).look();
    expect(business.record.override).toBeNull();
    expect(business.partoo).toMatchObject({ is_launched: true, offline_message: 'Fermé demain' });
    business
      .want(CLOSED)
      .after(60 * MINUTE)
      .act();
    expect(business.partoo).toEqual(wantedSettings(BASELINE, CLOSED));
    business.after(1000).look();
    business
      .want({})
      .after(60 * MINUTE)
      .act();
    expect(business.partoo).toEqual(BASELINE);
  });

  test('is taken back where the winning rule enforces', () => {
    const business = closedBusiness().want(CLOSED, { enforce: ['reachable'] });
    business.after(60 * MINUTE).partoo = relaunched(business);
    expect(business.act().write?.settings.is_launched).toBe(false);
    expect(business.record.override).toBeNull();
  });

  test('of a shop whose closure leaves it reachable is an edit like any other', () => {
    const business = new Business().want({ offlineMessage: 'Fermé' });
    business.partoo = { ...BASELINE, is_launched: false };
    business.act();
    business.after(60 * MINUTE).look();
    business.partoo = relaunched(business);
    business.after(60 * MINUTE).look();
    expect(business.record).toMatchObject({ override: null, inPlace: { amended: { is_launched: true } } });
    business.want({}).act();
    expect(business.partoo).toEqual(BASELINE);
  });
});

test('own hours that somebody writes anew over a staged grid go back in the order of days that they were written in', () => {
  const week = { ...emptyWeek(), monday: ['09:00-18:00'], tuesday: ['09:00-18:00'] };
  const business = new Business().want({
    ...{ chatHours: { ...week, tuesday: ['09:00-12:00' as const] } as WeekHours, staged: true },
  });
  const own = { ...BASELINE, uses_business_hours: false, custom_chat_hours: week as WeekHours };
  business.partoo = own;
  business.act();
  const { monday, ...others } = week;
  const theirs = { ...others, tuesday: ['10:00-18:00'], monday } as WeekHours;
  business.after(60 * MINUTE).partoo = { ...own, custom_chat_hours: theirs };
  business.want({ offlineMessage: 'Fermé' }).act();
  expect(business.after(1000).want({}).act().write).toMatchObject({ action: 'reopen' });
  expect(JSON.stringify(business.partoo.custom_chat_hours)).toBe(JSON.stringify(theirs));
});

describe('restoring a kept field', () => {
  const withKept = () => {
    const business = closedBusiness();
    business.partoo = { ...business.partoo, offline_message: 'Travaux' };
    business
      .after(60 * MINUTE)
      .want({})
      .act();
    business.after(1000).look();
    return business;
  };

  test('while open writes that field alone back, and forgets that it was kept', () => {
    const business = withKept();
    expect(business.record.kept).toMatchObject([
      { field: 'offline_message', baseline: null, theirs: 'Travaux' },
    ]);
    business.record = { ...business.record, restoring: business.record.kept };
    business.partoo = { ...business.partoo, welcome_message: 'Salut' };
    expect(business.act().write).toMatchObject({
      actor: 'restore',
      settings: { ...BASELINE, welcome_message: 'Salut' },
    });
    business.after(1000).look();
    expect(business.record).toMatchObject({ kept: [], restoring: [], inPlace: null });
  });

  test('that holds its baseline already costs no write', () => {
    const business = withKept();
    business.record = { ...business.record, restoring: business.record.kept };
    business.partoo = structuredClone(BASELINE);
    expect(business.act().write).toBeNull();
    expect(business.record).toMatchObject({ kept: [], restoring: [], inPlace: null });
  });
});

test('deciding twice from the same facts is deciding once, and changes nothing that it was given', () => {
  const business = closedBusiness();
  const frozen = JSON.stringify(business.record);
  const record = business.record;
  const first = business.want({}).look();
  expect(JSON.stringify(record)).toBe(frozen);
  business.record = record;
  expect(business.look()).toEqual(first);
});

/** What nights without answers had come to, each for another reason: closures, shop launched before, reads as old as 90 s. */
const HARD_NIGHTS: [Step[], boolean, boolean][] = [
  // Shown where something else was believed to be there, and shown once more after the next write.
  [
    [
      step({ offlineMessage: 'a' }),
      step({}),
      step(CLOSED, 'seen', 5 * MINUTE),
      step({ offlineMessage: 'a' }, 'lost'),
      step({ chatHours: { monday: ['10:00-12:00'] } }, 'never-arrived'),
      step({}, 'seen', 5 * MINUTE),
      step({ chatHours: { monday: ['10:00-12:00'] } }),
      step({}),
    ],
    false,
    true,
  ],
  // Nothing arrived for longer than reads are late.
  [
    [
      step(CLOSED),
      step({ reachable: false }, 'never-arrived'),
      step({}, 'never-arrived'),
      step({ offlineMessage: 'a' }, 'never-arrived'),
    ],
    true,
    true,
  ],
  // Written over an old read that showed the same.
  [
    [
      step({ offlineMessage: 'a' }),
      step(CLOSED, 'never-arrived'),
      step({}, 'seen', 5 * MINUTE),
      step(CLOSED, 'lost'),
      step({ reachable: true, welcomeMessage: 'w' }, 'never-arrived'),
      step({ offlineMessage: 'a' }, 'lost'),
    ],
    false,
    true,
  ],
  // Asked by writing once more, and what an old read had shown came back.
  [
    [
      step({ offlineMessage: 'a' }),
      step({}),
      step({ offlineMessage: 'a' }, 'lost'),
      step({}, 'never-arrived'),
      step(CLOSED, 'never-arrived'),
      step({}, 'never-arrived'),
    ],
    false,
    true,
  ],
  // A read as old as that came behind more writes than are remembered, most of which had written over the same.
  [
    [
      step(CLOSED),
      step({ reachable: true, welcomeMessage: 'w' }, 'seen', 20 * MINUTE),
      step({}, 'lost'),
      step({ offlineMessage: 'a' }, 'never-arrived'),
      step({}),
      step({ chatHours: { monday: ['10:00-12:00'] } }, 'lost'),
      step({ offlineMessage: 'a' }),
    ],
    false,
    true,
  ],
];

interface Step {
  overlay: Overlay;
  wait: number;
  answer: 'seen' | 'lost' | 'never-arrived';
  staleMilliseconds: number;
}

function step(overlay: Overlay, answer: Step['answer'] = 'seen', wait = 6000): Step {
  return { overlay, wait, answer, staleMilliseconds: 0 };
}

test('whatever closures come and go, whatever is lost, and however old the reads, all is as it was in the end', () => {
  const overlays = fc.constantFrom<Overlay>(
    {},
    CLOSED,
    { reachable: false },
    { offlineMessage: 'a' },
    { chatHours: { monday: ['10:00-12:00'] } },
    { reachable: true, welcomeMessage: 'w' },
  );
  const step = fc.record({
    overlay: overlays,
    wait: fc.constantFrom(6000, 5 * MINUTE, 20 * MINUTE),
    answer: fc.constantFrom<'seen' | 'lost' | 'never-arrived'>('seen', 'seen', 'lost', 'never-arrived'),
    staleMilliseconds: fc.constantFrom(0, 0, 2000, 5000),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      (steps, launched, areVeryOld) => {
        const business = new Business();
        business.partoo = { ...BASELINE, is_launched: launched };
        const before = JSON.stringify(business.partoo);
        const past = [{ at: Number.NEGATIVE_INFINITY, state: business.partoo }];
        for (const { overlay, wait, answer, staleMilliseconds } of steps) {
          business.after(wait).want(overlay);
          // From before what has been read since.
          const later = areVeryOld ? 90_000 : staleMilliseconds;
          for (const stale of [staleMilliseconds, 0, later]) {
            const shown = past.findLast(({ at }) => at <= business.now - stale)?.state;
            business.act({ answer, ...(shown ? { shown } : {}) });
            past.push({ at: business.now, state: business.partoo });
            business.after(500);
          }
        }
        business.want({});
        for (let look = 0; look < 4; look += 1) business.after(11 * MINUTE).act();
        expect(JSON.stringify(business.partoo)).toBe(before);
        expect(business.record).toMatchObject({ inPlace: null, intent: null, kept: [] });
        expect(business.act().write).toBeNull();
      },
    ),
    { numRuns: 3000, examples: HARD_NIGHTS },
  );
});
