import type { Settings } from '../../closures/model.ts';
import { rewriteHours } from './hours.ts';
import type { OddWrite } from './schema.ts';
import { rewriteText } from './texts.ts';

/** What is stored of `sent`, over what was there `before`. What is not carried out is not rewritten either. */
export function storedOf(sent: Settings, before: Settings, oddities: readonly OddWrite[]): Settings {
  const whole = oddities.reduce(rewritten, sent);
  return oddities.reduce((settings, odd) => ignoring(settings, before, odd), whole);
}

/** What the answer shows. */
export function toldOf(
  sent: Settings,
  before: Settings,
  stored: Settings,
  oddities: readonly OddWrite[],
): Settings {
  const tells = oddities.findLast((odd) => odd.tells)?.tells;
  const ignores = oddities.some((odd) => odd.ignores && odd.ignores.length > 0);
  return { stored, sent, before }[tells ?? (ignores ? 'sent' : 'stored')];
}

function rewritten(settings: Settings, { texts, hours }: OddWrite): Settings {
  return {
    ...settings,
    welcome_message: rewriteText(settings.welcome_message, texts),
    offline_message: rewriteText(settings.offline_message, texts),
    custom_chat_hours: rewriteHours(settings.custom_chat_hours, hours),
  };
}

function ignoring(settings: Settings, before: Settings, { ignores = [] }: OddWrite): Settings {
  const { is_launched, welcome_message, offline_message, ...hours } = before;
  return {
    ...settings,
    ...(ignores.includes('is_launched') && { is_launched }),
    ...(ignores.includes('texts') && { welcome_message, offline_message }),
    ...(ignores.includes('hours') && hours),
  };
}

/** Whether a body would take a business off the air, or empties its chat hours. */
export function isClosing(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { is_launched, uses_business_hours, custom_chat_hours: hours } = body as Partial<Settings>;
  if (is_launched === false) return true;
  return uses_business_hours === false && Object.values(hours ?? { none: ['-'] }).flat().length === 0;
}
