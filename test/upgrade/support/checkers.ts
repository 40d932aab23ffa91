/** What has to be true of Partoo, worked out without the product. */
import type { Sandbox } from '../../../lib/sandbox/index.ts';
import type { OrganizationMoment, Settings, Truth } from '../model.ts';

const FIELDS = [
  'welcome_message',
  'offline_message',
  'uses_business_hours',
  'custom_chat_hours',
  'is_launched',
] as const;

/** The JSON text of a shop's settings as they have to be when nothing of ours is in place. */
function textWithoutUs({ original, byPartoo, byPerson }: Truth): string {
  return textOf({ ...original, ...byPartoo, ...byPerson });
}

/** The JSON text of what Partoo holds for a shop now, members and days in its own order. */
export function textNow(sandbox: Sandbox, code: string): string {
  return textOf(sandbox.settingsRow(code));
}

/** Shops of which Partoo holds anything but their own settings: what is wrong with each, by code. */
export function notTheirOwn(moment: OrganizationMoment, sandbox: Sandbox): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const { business } of moment.shops) {
    const truth = moment.truth[business.code] as Truth;
    const [now, own] = [textNow(sandbox, business.code), textWithoutUs(truth)];
    if (now !== own) wrong[business.code] = `${truth.story}: ${now} instead of ${own}`;
  }
  return wrong;
}

/** Nobody is answered on any channel: off, and hours without a window. */
export function isClosed(sandbox: Sandbox, code: string): boolean {
  const { is_launched, uses_business_hours, custom_chat_hours } = sandbox.settingsRow(code);
  const windows = Object.values(custom_chat_hours ?? { any: ['open'] }).flat();
  return !is_launched && !uses_business_hours && windows.length === 0;
}

function textOf(settings: Settings): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, settings[field]])));
}
