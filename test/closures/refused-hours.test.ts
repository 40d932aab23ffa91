import { expect, test } from 'vitest';
import { decide } from '../../lib/closures/decide.ts';
import type { Settings } from '../../lib/closures/model.ts';
import { emptyWeek, type Overlay } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
import { easierBody } from '../../lib/reconcile/policy/easier-body.ts';
import { desired } from './support.ts';

const MINUTE = 60_000;
const BASELINE: Settings = {
  welcome_message: 'Bonjour',
  offline_message: 'Absents',
  uses_business_hours: true,
  custom_chat_hours: null,
  is_launched: true,
};
const CLOSED: Overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };
const EMPTIED = { uses_business_hours: false, custom_chat_hours: emptyWeek() };

/** Partoo refused the emptied hours, and was sent the rest: what came of that nobody knows, or it answered. */
function closedWithoutEmptiedHours(isAnswered: boolean): { record: BusinessRecord; closed: Settings } {
  const { record, write } = look(newRecord('b1', 'ST-1'), BASELINE, CLOSED, 0);
  const easier = easierBody({ record, write: write!, body: write!.settings }, new Set())!;
  expect(easier.body).toMatchObject({ uses_business_hours: true, custom_chat_hours: null });
  return {
    record: isAnswered
      ? sent(easier.record, easier.write, easier.write.settings)
      : { ...easier.record, intent: easier.write },
    closed: write!.settings,
  };
}

function look(record: BusinessRecord, settings: Settings, overlay: Overlay, at: number) {
  const seen = { settings, text: JSON.stringify(settings) };
  return decide(record, seen, () => desired(overlay), { now: at, at }, 1);
}

test('emptied hours that Partoo refused, and carried out all the same, are ours', () => {
  const { record, closed } = closedWithoutEmptiedHours(false);
  const early = look(record, closed, CLOSED, MINUTE);
  expect(early).toMatchObject({ write: null, late: true, record: { inPlace: { taken: [] } } });
  const later = look(early.record, closed, CLOSED, 11 * MINUTE);
  expect(later).toMatchObject({ write: null, late: false, record: { inPlace: { taken: [] }, refused: [] } });
  const reopening = look(later.record, closed, {}, 60 * MINUTE);
  expect(reopening.write?.settings).toEqual(BASELINE);
});

test('they go back also where nothing else has to', () => {
  const { record, closed } = closedWithoutEmptiedHours(false);
  const { record: known } = look(record, closed, CLOSED, 11 * MINUTE);
  const byHand = { ...BASELINE, ...EMPTIED };
  const reopening = look(look(known, byHand, CLOSED, 20 * MINUTE).record, byHand, {}, 60 * MINUTE);
  expect(reopening.write?.settings).toEqual(BASELINE);
});

test('emptied hours that are only shown late are not taken for those in place', () => {
  const { record, closed } = closedWithoutEmptiedHours(true);
  const early = look(record, closed, CLOSED, MINUTE);
  expect(early).toMatchObject({ write: null, late: true });
  const withHours = { ...closed, uses_business_hours: true, custom_chat_hours: null };
  const later = look(early.record, withHours, CLOSED, 11 * MINUTE);
  expect(later).toMatchObject({ write: null, late: false, record: { refused: ['chat-hours'] } });
  expect(look(later.record, withHours, {}, 60 * MINUTE).write?.settings).toEqual(BASELINE);
});

test('hours that a person empties in a closure that has left them alone stay', () => {
  const { record, closed } = closedWithoutEmptiedHours(true);
  const withHours = { ...closed, uses_business_hours: true, custom_chat_hours: null };
  const { record: known } = look(record, withHours, CLOSED, 11 * MINUTE);
  const emptied = { ...withHours, ...EMPTIED };
  const seen = look(known, emptied, CLOSED, 30 * MINUTE);
  expect(look(seen.record, emptied, {}, 60 * MINUTE).write?.settings).toEqual({ ...BASELINE, ...EMPTIED });
});

test('so do they where the closing is sent again and again, since its switch is never carried out', () => {
  const { record, closed } = closedWithoutEmptiedHours(true);
  const shown = { ...closed, uses_business_hours: true, custom_chat_hours: null, is_launched: true };
  let known = record;
  for (const minutes of [1, 11, 12, 33]) {
    const seen = look(known, shown, CLOSED, minutes * MINUTE);
    const { write } = seen;
    known = write ? sent(seen.record, write, write.settings) : seen.record;
  }
  const emptied = { ...shown, ...EMPTIED };
  for (const minutes of [35, 50, 100]) {
    const seen = look(known, emptied, CLOSED, minutes * MINUTE);
    known = seen.write ? sent(seen.record, seen.write, null) : seen.record;
  }
  expect(look(known, emptied, {}, 200 * MINUTE).write?.settings ?? emptied).toEqual({
    ...BASELINE,
    ...EMPTIED,
  });
});
