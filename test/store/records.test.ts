import { expect, test } from 'vitest';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { bodyOf, recordIn } from '../../lib/store/records.ts';

const BASELINE = '{"is_launched":true,"offline_message":null}';
const CLOSED: BusinessRecord = {
  ...newRecord('b1', 'ST-1'),
  settingId: 7,
  inPlace: {
    baseline: BASELINE,
    amended: { welcome_message: 'Bonsoir' },
    overlay: { reachable: false },
    overlayKey: '[["reachable",false]]',
    taken: ['custom_chat_hours.friday'],
  },
  closures: [{ key: 'holidays', name: 'Noël', start: 1, end: 2 }],
};
const { inPlace: _, ...BESIDE } = CLOSED;

const readAgain = (body: string) => recordIn('b1', body);

test('what is in place is stored beside the rest, as version 0.1.0 reads it', () => {
  expect(JSON.parse(bodyOf(CLOSED))).toEqual({
    ...BESIDE,
    baseline: BASELINE,
    amended: { welcome_message: 'Bonsoir' },
    overlay: { reachable: false },
    overlayKey: '[["reachable",false]]',
    taken: ['custom_chat_hours.friday'],
  });
});

test('nothing in place is stored as version 0.1.0 stores it, also where a hold has closures', () => {
  const held = { ...newRecord('b1', 'ST-1'), closures: CLOSED.closures, held: true };
  const stored = JSON.parse(bodyOf(held));
  expect(stored).toMatchObject({ baseline: null, amended: {}, overlay: {}, overlayKey: '', taken: [] });
  expect(stored).not.toHaveProperty('inPlace');
  expect(readAgain(bodyOf(held))).toEqual(held);
});

test.each([
  ['with something in place', CLOSED],
  ['of a business never touched', newRecord('b1', null)],
])('a record %s is read again as it was, its members in the same order', (_what, record) => {
  expect(JSON.stringify(readAgain(bodyOf(record)))).toBe(JSON.stringify(record));
});

test('members that an earlier version did not write are as in a new record, those of a later one stay', () => {
  const read = readAgain(JSON.stringify({ business: 'b1', baseline: BASELINE, later: 1 }));
  expect(read).toEqual({
    ...newRecord('b1', null),
    inPlace: { baseline: BASELINE, amended: {}, overlay: {}, overlayKey: '', taken: [] },
    later: 1,
  });
  expect(JSON.parse(bodyOf(read!))).toMatchObject({ baseline: BASELINE, later: 1 });
});

test('that a failure is new is told with the save of it, and read as known', () => {
  const failing = { since: 1, attempts: 1, code: 'server-error', message: 'Partoo', nextTryAt: 2 };
  const record = { ...CLOSED, failing: { ...failing, isNew: true } };
  expect(readAgain(bodyOf(record))?.failing).toEqual(failing);
});

test.each(['', '{', 'null', '3', '[]', '"text"', '{"baseline":{}}'])(
  'what is no record, such as %j, is none',
  (body) => {
    expect(readAgain(body)).toBeNull();
  },
);
