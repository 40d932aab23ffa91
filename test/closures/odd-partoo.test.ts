import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../../lib/closures/decide.ts';
import { MEMBER_OF } from '../../lib/closures/merge.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField } from '../../lib/closures/model.ts';
import { type Overlay, overlayKeyOf, wantedSettings } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, isUnsettled, newRecord } from '../../lib/closures/record.ts';
import { sameField } from '../../lib/closures/same.ts';
import { sent } from '../../lib/closures/settle.ts';
import { desired } from './support.ts';

const MINUTE = 60_000;
const BASELINE: Settings = {
  welcome_message: "Bonjour, l'équipe & moi",
  offline_message: "Absents,\nl'été",
  uses_business_hours: false,
  custom_chat_hours: { monday: ['09:00-12:00', '14:00-18:00'], sunday: [] },
  is_launched: true,
};

type Rewriting = (text: string) => string;
const REWRITINGS = {
  none: (text) => text,
  cut: (text) => text.slice(0, 8),
  escaped: (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll(',', '&#44;'),
  folded: (text) => text.replace(/\s+/g, ' '),
  decomposed: (text) => text.normalize('NFD').slice(0, 11),
  shouted: (text) => [...text.toUpperCase()].join('\u200b'),
} satisfies Record<string, Rewriting>;

type Answer = 'stored' | 'sent' | 'before' | 'unreadable' | 'none' | 'crash';

/** How Partoo behaves in one step. */
interface Manner {
  rewriting: keyof typeof REWRITINGS;
  ignores: SettingsField[];
  answer: Answer;
  /** What it makes of the switches, and of an emptied week, whatever it is told; left out: what it is told. */
  forced?: Partial<Settings>;
}
const WELL: Manner = { rewriting: 'none', ignores: [], answer: 'stored' };

/** A business whose Partoo rewrites, ignores and keeps to itself what it is told to. */
class Business {
  record: BusinessRecord = newRecord('b1', 'ST-1');
  partoo: Settings = structuredClone(BASELINE);
  manner: Manner = WELL;
  now = 0;
  writes = 0;
  told = 0;
  /** What the fields are to be once nothing is in force. */
  expected: Settings = structuredClone(BASELINE);
  overlay: Overlay = {};

  /** Looks, and carries out what was decided. */
  act(): Decision {
    const seen = { settings: this.partoo, text: JSON.stringify({ id: 7, ...this.partoo }) };
    const times = { now: this.now, at: this.now };
    const decision = decide(this.record, seen, () => desired(this.overlay), times, 1);
    // As after a restart: what is remembered is what was stored.
    this.record = JSON.parse(JSON.stringify(decision.record));
    this.told += decision.rewritten.length;
    if (decision.write) this.#post(structuredClone(decision.write.settings), decision);
    else if (!decision.late) this.#checkClaim();
    return decision;
  }

  #post(body: Settings, { write }: Decision): void {
    this.writes += 1;
    const before = structuredClone(this.partoo);
    for (const field of SETTINGS_FIELDS)
      if (!this.manner.ignores.includes(field)) copy(field, this.#rewritten(body), this.partoo);
    const { answer } = this.manner;
    if (answer === 'crash' || answer === 'none') return;
    const told = { stored: this.partoo, sent: body, before, unreadable: {} }[answer];
    this.record = sent(this.record, write as NonNullable<typeof write>, structuredClone(told));
  }

  #rewritten(body: Settings): Settings {
    const rewrite = REWRITINGS[this.manner.rewriting];
    const text = (value: string | null) => (value === null ? null : rewrite(value));
    return {
      ...body,
      welcome_message: text(body.welcome_message),
      offline_message: text(body.offline_message),
      ...(this.overlay.reachable === false ? this.manner.forced : {}),
    };
  }

  /** Rule 21: what is said to be so is so, however it is spelt. */
  #checkClaim(): void {
    const wanted = wantedSettings(this.expected, this.overlay);
    for (const field of SETTINGS_FIELDS) {
      if (this.theirs.has(field)) continue;
      expect(isSpeltAs(field, this.partoo, wanted), `${field} at ${this.now}`).toBe(true);
    }
  }

  /** Fields that a person changed while a closure covered them. */
  theirs = new Set<SettingsField>();

  edit(field: 'welcome_message' | 'offline_message', text: string): void {
    this.partoo = { ...this.partoo, [field]: text };
    this.expected = { ...this.expected, [field]: text };
    if (this.overlay[MEMBER_OF[field]] !== undefined) this.theirs.add(field);
  }
}

function isSpeltAs(field: SettingsField, shown: Settings, meant: Settings): boolean {
  if (sameField(field, shown, meant)) return true;
  const [is, was] = [shown[field], meant[field]];
  if (typeof is !== 'string' || typeof was !== 'string') return false;
  return Object.values(REWRITINGS).some((rewrite) => rewrite(was) === is);
}

function copy<F extends SettingsField>(field: F, from: Settings, to: Settings): void {
  to[field] = from[field];
}

const overlay = fc.constantFrom<Overlay>(
  {},
  { reachable: false, offlineMessage: "Fermé, c'est  Noël & demain", chatHours: 'closed' },
  { reachable: false, offlineMessage: "Fermé, c'est  Noël & après-demain", chatHours: 'closed' },
  { offlineMessage: "Inondation, désolés d'avance" },
  { welcomeMessage: "Bientôt fermé, jusqu'au 2" },
  { reachable: false },
);
/** What only the answer can tell to be ours is tried with answers that tell it. */
const manner = fc.oneof(
  fc.record<Manner>({
    rewriting: fc.constantFrom('none', 'cut', 'escaped', 'folded', 'decomposed'),
    ignores: fc.constant([]),
    answer: fc.constantFrom('stored', 'sent', 'before', 'unreadable', 'none', 'crash'),
  }),
  fc.record<Manner>({
    rewriting: fc.constant('shouted'),
    ignores: fc.constant([]),
    answer: fc.constant('stored'),
  }),
);
const ignoring = fc.record<Manner>({
  rewriting: fc.constantFrom('none', 'cut', 'escaped'),
  ignores: fc.subarray([...SETTINGS_FIELDS]),
  answer: fc.constantFrom('stored', 'sent', 'before', 'unreadable', 'none'),
});
const wait = fc.constantFrom(1000, 6 * MINUTE, 11 * MINUTE, 90 * MINUTE);
const looks = fc.array(wait, { minLength: 2, maxLength: 5 });

function isAtRest({ record }: Business): boolean {
  return !isUnsettled(record) && record.failing === null;
}

/** Until nothing is left to be done, Partoo being well. */
function settle(business: Business): void {
  business.manner = WELL;
  for (let look = 0; look < 6; look += 1) {
    business.now += 70 * MINUTE;
    business.act();
  }
}

describe('whatever Partoo makes of what it is given', () => {
  test('ours goes, the baseline comes back, and nothing is written for being rewritten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ overlay, looks, manner: fc.option(manner) }), { maxLength: 6 }),
        manner,
        (steps, usual) => {
          const business = new Business();
          let changes = 0;
          let unanswered = 0;
          for (const step of [...steps, { overlay: {}, looks: [], manner: null }]) {
            if (overlayKeyOf(business.overlay) !== overlayKeyOf(step.overlay)) changes += 1;
            business.overlay = step.overlay;
            business.manner = step.manner ?? usual;
            if (['none', 'crash'].includes(business.manner.answer)) unanswered += 1;
            for (const milliseconds of [...step.looks, 11 * MINUTE, 11 * MINUTE]) {
              business.now += milliseconds;
              business.act();
            }
            expect(isAtRest(business)).toBe(true);
          }
          settle(business);
          for (const field of SETTINGS_FIELDS)
            expect(isSpeltAs(field, business.partoo, BASELINE), field).toBe(true);
          expect(business.record).toMatchObject({ inPlace: null, intent: null, kept: [] });
          expect(business.writes).toBeLessThanOrEqual(changes + unanswered);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what people change meanwhile stays theirs', () => {
    const edit = fc.record({
      field: fc.constantFrom('welcome_message' as const, 'offline_message' as const),
      text: fc.constantFrom('Travaux jusque samedi', "Absent, c'est l'heure", 'Zut & flûte'),
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ overlay, manner, edit: fc.option(edit) }), { minLength: 1, maxLength: 6 }),
        (steps) => {
          const business = new Business();
          for (const step of steps) {
            business.overlay = step.overlay;
            if (overlayKeyOf(step.overlay) === '') business.theirs.clear();
            business.manner = step.manner;
            for (const minutes of [1, 11, 11]) {
              business.now += minutes * MINUTE;
              business.act();
            }
            if (!step.edit || !isAtRest(business)) continue;
            business.edit(step.edit.field, step.edit.text);
            business.now += 11 * MINUTE;
            business.act();
          }
          business.overlay = {};
          settle(business);
          for (const field of SETTINGS_FIELDS)
            expect(isSpeltAs(field, business.partoo, business.expected), field).toBe(true);
          expect(business.record).toMatchObject({ inPlace: null, intent: null });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what it does not carry out fails until it does, and no pass says that all is well', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ overlay, looks, manner: fc.oneof(manner, ignoring) }), { maxLength: 6 }),
        (steps) => {
          const business = new Business();
          for (const step of steps) {
            business.overlay = step.overlay;
            business.manner = step.manner;
            for (const milliseconds of step.looks) {
              business.now += milliseconds;
              business.act();
            }
          }
          business.overlay = {};
          settle(business);
          for (const field of SETTINGS_FIELDS)
            expect(isSpeltAs(field, business.partoo, BASELINE), field).toBe(true);
          expect(business.record).toMatchObject({ inPlace: null, intent: null, failing: null });
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each<[string, Partial<Settings>, Partial<Settings>]>([
    ['own hours for an emptied week', {}, { uses_business_hours: true, custom_chat_hours: null }],
    ['a launch of what was not launched', { is_launched: false }, { is_launched: true }],
  ])('a switch that the answer shows turned is no person: %s', (_, own, forced) => {
    const business = new Business();
    business.partoo = { ...structuredClone(BASELINE), ...own };
    const before = structuredClone(business.partoo);
    business.expected = before;
    business.overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };
    business.manner = { ...WELL, forced };
    business.act();
    for (const minutes of [1, 11, 11, 70]) {
      business.now += minutes * MINUTE;
      expect(business.act().results.map(({ kept }) => kept)).not.toContainEqual(Object.keys(forced));
    }
    expect(business.record).toMatchObject({ override: null, kept: [], inPlace: { taken: [] } });
    expect(business.record.failing).not.toBeNull();
    business.overlay = {};
    settle(business);
    expect(business.partoo).toEqual(before);
    expect(business.record).toMatchObject({ inPlace: null, intent: null, failing: null });
  });
});
