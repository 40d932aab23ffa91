import { describe, expect, test } from 'vitest';
import { type Settings, WEEKDAYS } from '../../lib/closures/model.ts';
import {
  emptyWeek,
  isClosing,
  type Overlay,
  overlayKeyOf,
  wantedSettings,
} from '../../lib/closures/overlay.ts';

const BASELINE: Settings = {
  welcome_message: 'Bonjour',
  offline_message: null,
  uses_business_hours: true,
  custom_chat_hours: null,
  is_launched: true,
};

describe('the wanted state is the baseline overlaid', () => {
  test.each<[what: string, overlay: Overlay, changed: Partial<Settings>]>([
    ['nothing', {}, {}],
    ['not reachable', { reachable: false }, { is_launched: false }],
    ['reachable', { reachable: true }, {}],
    ['an offline text', { offlineMessage: 'Fermé' }, { offline_message: 'Fermé' }],
    ['a welcome text', { welcomeMessage: 'Ouvert' }, { welcome_message: 'Ouvert' }],
    [
      // Story 4: the text is of no use while the weekly hours still say open.
      'emptied hours',
      { chatHours: 'closed' },
      { uses_business_hours: false, custom_chat_hours: emptyWeek() },
    ],
    ['the hours of the business', { chatHours: 'business' }, { uses_business_hours: true }],
    [
      'hours of its own',
      { chatHours: { monday: ['10:00-18:00'] } },
      { uses_business_hours: false, custom_chat_hours: { monday: ['10:00-18:00'] } },
    ],
  ])('%s', (_what, overlay, changed) => {
    expect(wantedSettings(BASELINE, overlay)).toEqual({ ...BASELINE, ...changed });
  });

  test('every field is there, and no other', () => {
    const more = { ...BASELINE, id: 7, business_name: 'x' };
    expect(Object.keys(wantedSettings(more, {}))).toEqual(Object.keys(BASELINE));
  });
});

test('seven empty days, and never one week for two', () => {
  expect(Object.keys(emptyWeek())).toEqual([...WEEKDAYS]);
  const week = emptyWeek();
  week.monday?.push('x');
  expect(emptyWeek().monday).toEqual([]);
});

test.each<[overlay: Overlay, closing: boolean]>([
  [{ reachable: false }, true],
  [{ chatHours: 'closed' }, true],
  [{ offlineMessage: 'x' }, false],
  [{ reachable: true, chatHours: 'business' }, false],
])('%j closes: %s', (overlay, closing) => {
  expect(isClosing(overlay)).toBe(closing);
});

test('the key does not depend on the order of members, and is empty for nothing', () => {
  expect(overlayKeyOf({ reachable: false, offlineMessage: 'x' })).toBe(
    overlayKeyOf({ offlineMessage: 'x', reachable: false }),
  );
  expect(overlayKeyOf({ reachable: undefined } as unknown as Overlay)).toBe('');
});
