import { expect, test } from 'vitest';
import { type Settings, type SettingsField, WEEKDAYS, type WeekHours } from '../../../lib/closures/model.ts';
import type { Overlay } from '../../../lib/closures/overlay.ts';
import { newRecord, nothingOver, type Write } from '../../../lib/closures/record.ts';
import { easierBody, type Sendable, withoutRefusedNulls } from '../../../lib/reconcile/policy/easier-body.ts';

const week = (windows: string[]): WeekHours =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, windows])) as WeekHours;
const EMPTIED = week([]);
const OPEN = week(['09:00-19:00']);

const BEFORE: Settings = {
  welcome_message: null,
  offline_message: 'Until tomorrow',
  uses_business_hours: true,
  custom_chat_hours: OPEN,
  is_launched: true,
};
const CLOSED: Settings = {
  ...BEFORE,
  ...{ offline_message: 'Closed', uses_business_hours: false },
  ...{ custom_chat_hours: EMPTIED, is_launched: false },
};
const CLOSING: Overlay = { reachable: false, offlineMessage: 'Closed', chatHours: 'closed' };

/** A write of `settings` over {@link BEFORE}. */
function sendable(settings: Settings, overlay: Overlay = CLOSING, before: Settings = BEFORE): Sendable {
  const write: Write = {
    ...{ settings, before, shown: before, at: 0, decidedAt: 0, token: 1, action: 'close', reason: 'r' },
    ...{ actor: 'a', overlay, overlayKey: 'k', closures: [], rewrites: 0 },
  };
  return {
    body: settings,
    write,
    record: { ...newRecord('b', null), inPlace: nothingOver('{}'), intent: write },
  };
}

const REOPENED: Settings = { ...BEFORE, welcome_message: null, offline_message: null };
const HOURS = { uses_business_hours: true, custom_chat_hours: OPEN };
const WITHOUT_WELCOME = ['offline_message', 'uses_business_hours', 'custom_chat_hours', 'is_launched'];

test.each<
  [
    why: string,
    refused: Sendable,
    blamed: string[],
    instead: null | { code: string; changed?: Partial<Settings>; left?: string[]; nulls?: SettingsField[] },
  ]
>([
  [
    'emptied hours, blamed by name: the hours of before, and the rest of the closure',
    sendable(CLOSED),
    ['custom_chat_hours'],
    { code: 'empty-hours-refused', changed: HOURS },
  ],
  [
    'the same of a week that names no days, which Partoo has shown itself',
    sendable(CLOSED, CLOSING, { ...BEFORE, uses_business_hours: false, custom_chat_hours: {} }),
    ['custom_chat_hours'],
    { code: 'empty-hours-refused', changed: { uses_business_hours: false, custom_chat_hours: {} } },
  ],
  [
    'the same of an empty week that does not count, as the shop keeps to its opening hours',
    sendable(CLOSED, CLOSING, { ...BEFORE, custom_chat_hours: EMPTIED }),
    ['custom_chat_hours'],
    { code: 'empty-hours-refused', changed: { uses_business_hours: true, custom_chat_hours: EMPTIED } },
  ],
  [
    'a week that names no days, which was sent as it was',
    sendable({ ...CLOSED, custom_chat_hours: {} }, CLOSING, {
      ...BEFORE,
      ...{ uses_business_hours: false, custom_chat_hours: {} },
    }),
    ['custom_chat_hours'],
    null,
  ],
  [
    'the same, by the other of the two fields',
    sendable(CLOSED),
    ['uses_business_hours'],
    { code: 'empty-hours-refused', changed: HOURS },
  ],
  [
    'no field is blamed: what is most likely',
    sendable(CLOSED),
    [],
    { code: 'empty-hours-refused', changed: HOURS },
  ],
  ['a text is blamed, which is not left out', sendable(CLOSED), ['offline_message'], null],
  [
    "a null of the business' own is blamed",
    sendable(CLOSED),
    ['welcome_message'],
    { code: 'null-refused', left: WITHOUT_WELCOME, nulls: ['welcome_message'] },
  ],
  [
    'emptied hours that are not ours stay in what is sent',
    sendable({ ...CLOSED, welcome_message: 'Hello' }, {}),
    [],
    null,
  ],
  [
    'a null over a text: the text stays',
    sendable(REOPENED, {}),
    ['offline_message'],
    { code: 'null-refused', changed: { offline_message: 'Until tomorrow' }, nulls: ['offline_message'] },
  ],
  [
    'no field is blamed: every null',
    sendable(REOPENED, {}),
    [],
    {
      code: 'null-refused',
      changed: { offline_message: 'Until tomorrow' },
      left: WITHOUT_WELCOME,
      nulls: ['offline_message', 'welcome_message'],
    },
  ],
  ['nothing of it can be left out', sendable({ ...BEFORE, welcome_message: 'Hello' }, {}), [], null],
])('%s', (_why, refused, blamed, instead) => {
  const easier = easierBody(refused, new Set(blamed));
  expect(easier?.code ?? null).toBe(instead?.code ?? null);
  if (!easier || !instead) return;
  const expected = { ...refused.body, ...instead.changed };
  const left = instead.left ?? Object.keys(expected);
  expect(Object.keys(easier.body)).toEqual(left);
  expect(expected).toMatchObject(easier.body);
  expect(easier.write.settings).toEqual(expected);
  expect(easier.write.refusedNulls).toEqual(instead.nulls);
  // A person's they are not.
  expect(easier.record.inPlace?.taken).toEqual([]);
  expect(easier.record.refused).toEqual(instead.code === 'empty-hours-refused' ? ['chat-hours'] : []);
});

test('what is known to be refused is left out before it is sent', () => {
  expect(withoutRefusedNulls(sendable(CLOSED), ['offline_message'])).toBeNull();
  expect(withoutRefusedNulls(sendable(CLOSED), [])).toBeNull();
  const easier = withoutRefusedNulls(sendable(CLOSED), ['welcome_message', 'offline_message']);
  expect(Object.keys(easier?.body ?? {})).toEqual(WITHOUT_WELCOME);
});
