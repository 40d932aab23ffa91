import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../lib/closures/decide.ts';
import type { Settings } from '../../lib/closures/model.ts';
import { type Overlay, wantedSettings } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord, type Write } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
import { easierBody } from '../../lib/reconcile/policy/easier-body.ts';
import { desired } from './support.ts';

const MINUTE = 60_000;
const BASELINE: Settings = {
  welcome_message: 'Bonjour',
  offline_message: 'Absents',
  uses_business_hours: false,
  custom_chat_hours: { monday: ['09:00-12:00', '14:00-18:00'], sunday: [] },
  is_launched: true,
};
const CLOSED: Overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };
const OVERLAYS: Overlay[] = [
  {},
  CLOSED,
  { ...CLOSED, offlineMessage: 'Inondation' },
  { ...CLOSED, welcomeMessage: 'Fermé, revenez demain' },
  { offlineMessage: 'Bientôt fermé' },
  { welcomeMessage: 'Bientôt fermé' },
  { offlineMessage: 'Ouvert le matin', chatHours: { monday: ['10:00-11:00'] } },
];

interface Step {
  minutes: number;
  wanted: number;
  isRefused: boolean;
  edited: ('welcome_message' | 'offline_message' | 'custom_chat_hours' | 'is_launched')[];
}

const step = fc.record<Step>({
  minutes: fc.constantFrom(1, 5, 11, 60),
  wanted: fc.nat(OVERLAYS.length - 1),
  isRefused: fc.boolean(),
  edited: fc.subarray(['welcome_message', 'offline_message', 'custom_chat_hours', 'is_launched'], {
    maxLength: 2,
  }),
});

/**
 * What a person wrote last stays, or goes back, whatever Partoo refuses meanwhile (rule 13). Switching off is left out: at
 * first it cannot be told from a closing of which the switch alone came through (docs/decisions/0159).
 */
test('what people write while Partoo refuses changes is not lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let record: BusinessRecord = newRecord('b1', 'ST-1');
      let partoo = structuredClone(BASELINE);
      const expected = structuredClone(BASELINE);
      let now = 0;
      let edits = 0;
      const end: Step[] = [1, 2, 3, 4].map(() => ({ minutes: 60, wanted: 0, isRefused: false, edited: [] }));
      for (const { minutes, wanted, isRefused, edited } of [...steps, ...end]) {
        for (const field of edited) {
          edits += 1;
          if (field === 'is_launched') partoo = { ...partoo, is_launched: true };
          else {
            const value =
              field === 'custom_chat_hours'
                ? {
                    ...partoo.custom_chat_hours,
                    tuesday: [`08:00-1${edits % 10}:${10 + Math.floor(edits / 10)}`],
                  }
                : `Écrit à la main, ${edits}`;
            partoo = { ...partoo, [field]: value };
            Object.assign(expected, { [field]: value });
          }
        }
        now += minutes * MINUTE;
        const overlay = OVERLAYS[wanted] as Overlay;
        const seen = { settings: partoo, text: JSON.stringify({ id: 7, ...partoo }) };
        const decision = decide(
          record,
          seen,
          (override) => desired(override === null ? overlay : {}),
          { now, at: now },
          1,
        );
        record = JSON.parse(JSON.stringify(decision.record));
        if (!decision.write) continue;
        if (isRefused) {
          const failing = {
            since: now,
            attempts: (record.failing?.attempts ?? 0) + 1,
            code: 'x',
            message: '',
            nextTryAt: now,
          };
          record = {
            ...record,
            failing,
            intent: { ...(record.intent as NonNullable<typeof record.intent>), isRefused: true },
          };
        } else {
          partoo = structuredClone(decision.write.settings);
          record = sent(record, decision.write, partoo);
        }
      }
      const told = ({ welcome_message, offline_message, custom_chat_hours }: Settings) => ({
        welcome_message,
        offline_message,
        tuesday: custom_chat_hours?.tuesday ?? [],
      });
      expect(told(partoo)).toEqual(told(expected));
    }),
    { numRuns: 500 },
  );
});

const NULLS: Settings = {
  ...BASELINE,
  welcome_message: null,
  uses_business_hours: true,
  custom_chat_hours: null,
};

interface Look {
  wanted: number;
  refusesNulls: boolean;
  edited: 'welcome_message' | 'offline_message' | null;
}

const lookAt = fc.record<Look>({
  wanted: fc.integer({ min: 1, max: OVERLAYS.length - 1 }),
  refusesNulls: fc.boolean(),
  edited: fc.constantFrom(null, 'welcome_message', 'offline_message'),
});

/** A null that is refused is nobody's: what a closure sets is set, and what was there goes back (rules 8 and 13). */
test('a null that Partoo refuses in the middle of a chain keeps nothing that comes later from being written', () => {
  fc.assert(
    fc.property(fc.array(lookAt, { maxLength: 8 }), (looks) => {
      let record: BusinessRecord = newRecord('b1', 'ST-1');
      let partoo = structuredClone(NULLS);
      const expected = structuredClone(NULLS);
      let now = 0;
      for (const [index, { wanted, refusesNulls, edited }] of [...looks, LAST].entries()) {
        // What a person writes is theirs from then on, covered or not.
        if (edited) expected[edited] = `Écrit à la main, ${index}`;
        if (edited) partoo = { ...partoo, [edited]: expected[edited] };
        const overlay = OVERLAYS[wanted] as Overlay;
        look(overlay, refusesNulls);
        // Read back, it is not written again for the sake of what was refused.
        expect(look(overlay, refusesNulls)).toBeNull();
        if (overlay.welcomeMessage && expected.welcome_message === null)
          expect(partoo.welcome_message).toBe(overlay.welcomeMessage);
        const { uses_business_hours, custom_chat_hours } = wantedSettings(NULLS, overlay);
        if (overlay.chatHours) expect(partoo).toMatchObject({ uses_business_hours, custom_chat_hours });
      }
      expect(partoo).toEqual(expected);
      expect(record).toMatchObject({ inPlace: null });

      function look(overlay: Overlay, refusesNulls: boolean): Write | null {
        now += 11 * MINUTE;
        const seen = { settings: partoo, text: JSON.stringify({ id: 7, ...partoo }) };
        const decision = decide(record, seen, () => desired(overlay), { now, at: now }, 1);
        record = JSON.parse(JSON.stringify(decision.record));
        const { write } = decision;
        if (!write) return null;
        const whole = { record, write, body: write.settings as Partial<Settings> };
        const nulls = Object.entries(whole.body).filter(([, value]) => value === null);
        const easier = refusesNulls ? easierBody(whole, new Set(nulls.map(([field]) => field))) : null;
        const one = nulls.length > 0 && easier ? easier : whole;
        partoo = structuredClone({ ...partoo, ...one.body });
        record = sent(one.record, one.write, partoo);
        return write;
      }
    }),
    { numRuns: 500 },
  );
});

const LAST: Look = { wanted: 0, refusesNulls: false, edited: null };
