import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../lib/closures/decide.ts';
import type { Settings } from '../../lib/closures/model.ts';
import type { Overlay } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
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
