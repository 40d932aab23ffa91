import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../lib/closures/decide.ts';
import type { Settings } from '../../lib/closures/model.ts';
import type { Overlay } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
import { easierBody } from '../../lib/reconcile/policy/easier-body.ts';
import { desired } from './support.ts';

const MINUTE = 60_000;
const BASELINES: Settings[] = [
  {
    welcome_message: 'Bonjour',
    offline_message: 'Absents',
    uses_business_hours: false,
    custom_chat_hours: { monday: ['09:00-12:00', '14:00-18:00'], sunday: [] },
    is_launched: true,
  },
  {
    welcome_message: 'Bonjour',
    offline_message: 'Absents',
    uses_business_hours: true,
    custom_chat_hours: null,
    is_launched: true,
  },
];
const CLOSED: Overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };
const OVERLAYS: Overlay[] = [
  {},
  CLOSED,
  { ...CLOSED, offlineMessage: 'Inondation' },
  { ...CLOSED, welcomeMessage: 'Fermé, revenez demain' },
  { offlineMessage: 'Bientôt fermé' },
  { offlineMessage: 'Ouvert le matin', chatHours: { monday: ['10:00-11:00'] } },
  { offlineMessage: 'Nous serons fermés', chatHours: { monday: ['14:00-18:00'] }, staged: true },
];

/** What comes of one request: whether it is carried out, and what is answered. */
type Fate = `${'done' | 'not'} ${'refused' | 'unanswered'}` | 'fine';

interface Step {
  minutes: number;
  wanted: number;
  /** Of the request, and of the easier one that follows upon a refusal. */
  fates: [Fate, Fate];
}

const fate = fc.constantFrom<Fate>(
  'fine',
  'done refused',
  'not refused',
  'done unanswered',
  'not unanswered',
);
const step = fc.record<Step>({
  minutes: fc.constantFrom(1, 3, 11, 60),
  wanted: fc.nat(OVERLAYS.length - 1),
  fates: fc.tuple(fate, fate),
});

/** A week that a refused null left without hours, emptied by a body that was refused. */
const EMPTY_FOR_LONG: Step[] = [
  { minutes: 1, wanted: 1, fates: ['fine', 'fine'] },
  { minutes: 1, wanted: 0, fates: ['done refused', 'fine'] },
  { minutes: 60, wanted: 0, fates: ['fine', 'fine'] },
  { minutes: 1, wanted: 1, fates: ['not refused', 'not refused'] },
  { minutes: 1, wanted: 2, fates: ['not unanswered', 'fine'] },
  { minutes: 60, wanted: 1, fates: ['done refused', 'not unanswered'] },
];

/** Whatever Partoo says of a write, everything goes back, to the byte (rules 7, 12 and 13). */
test.each(BASELINES)('what is refused or not answered, carried out or not, goes back (%#)', (baseline) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let record: BusinessRecord = newRecord('b1', 'ST-1');
      let partoo = structuredClone(baseline);
      let now = 0;
      const end: Step[] = [1, 2, 3, 4].map(() => ({ minutes: 60, wanted: 0, fates: ['fine', 'fine'] }));
      for (const { minutes, wanted, fates } of [...steps, ...end]) {
        now += minutes * MINUTE;
        const seen = { settings: partoo, text: JSON.stringify({ id: 7, ...partoo }) };
        const overlay = OVERLAYS[wanted] as Overlay;
        const times = { now, at: now };
        const decision = decide(record, seen, () => desired(overlay), times, 1);
        record = JSON.parse(JSON.stringify(decision.record));
        if (decision.write) write(decision.record, decision.write, fates);
      }
      // A null that is refused stays as it is (rule 13).
      const { custom_chat_hours } = baseline.custom_chat_hours ? baseline : partoo;
      expect(partoo).toEqual({ ...baseline, custom_chat_hours });

      function write(
        decided: BusinessRecord,
        planned: NonNullable<BusinessRecord['intent']>,
        [first, second]: readonly [Fate, Fate],
      ): void {
        const one = { record: decided, write: planned, body: planned.settings as Partial<Settings> };
        carryOut(one.body, first);
        if (planned.overlay.staged && first.endsWith('refused')) {
          const refused = [...new Set([...decided.refused, 'staged' as const])];
          record = { ...decided, refused, intent: { ...planned, isRefused: true } };
          return;
        }
        const easier = first.endsWith('refused') ? easierBody(one, new Set()) : null;
        const made = easier ?? one;
        if (easier) carryOut(easier.body, second);
        const said = easier ? second : first;
        if (said === 'fine') record = sent(made.record, made.write, { ...partoo });
        else if (said.endsWith('refused'))
          record = { ...decided, failing: failing(), intent: { ...planned, isRefused: true } };
        else record = { ...made.record, failing: failing(), intent: made.write };
      }

      function carryOut(body: Partial<Settings>, how: Fate): void {
        if (!how.startsWith('not')) partoo = structuredClone({ ...partoo, ...body });
      }

      function failing() {
        return { since: now, attempts: (record.failing?.attempts ?? 0) + 1, ...FAILING, nextTryAt: now };
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 500), examples: [[EMPTY_FOR_LONG]] },
  );
});

const FAILING = { code: 'x', message: '' };
