import { expect, test } from 'vitest';
import { ANY_MOMENT } from '../../lib/closures/messages/index.ts';
import type { Settings } from '../../lib/closures/model.ts';
import { showsOverlay } from '../../lib/closures/ours.ts';

const shown = (offline_message: string): Settings => ({
  welcome_message: null,
  offline_message,
  uses_business_hours: true,
  custom_chat_hours: null,
  is_launched: false,
});

const ours = `Fermé. (Noël?) Retour ${ANY_MOMENT}.`;

test.each([
  ['the text with a moment', 'Fermé. (Noël?) Retour lundi 28 décembre à 09:00.', true],
  ['trimmed, and normalized otherwise', ' Fermé. (Noël?) Retour lundi.\r\n'.normalize('NFD'), true],
  ['the text without any', 'Fermé. (Noël?) Retour .', false],
  ['another beginning', 'Vermé. (Noël?) Retour lundi.', false],
  ['another end', 'Fermé. (Noël?) Retour lundi. Merci !', false],
  ['more than a moment', `Fermé. (Noël?) Retour ${'lundi '.repeat(40)}.`, false],
  ['two lines where a moment is', 'Fermé. (Noël?) Retour lundi\nou mardi.', false],
])('of a text that names whatever moment: %s', (_, text, expected) => {
  expect(showsOverlay(shown(text), { reachable: false, offlineMessage: ours })).toBe(expected);
});
