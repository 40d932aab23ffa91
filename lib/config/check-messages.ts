import { chooseLanguage, findPlaceholders, matchLanguage } from '../closures/messages/index.ts';
import type { Effect, MessageTexts } from '../closures/model.ts';
import type { Config } from './model.ts';

/** A fault that does not keep the configuration from being used; `locate(path)` of the loaded file gives its place. */
export interface ConfigWarning {
  severity: 'warning';
  path: (string | number)[];
  message: string;
  remedy: string;
}

/**
 * What `check` warns of in messages: languages that businesses speak and a message lacks, texts of one message that do
 * not say the same things, and messages that no rule uses.
 * @param languagesInUse of the businesses and organizations; may hold repeats
 */
export function checkMessages(config: Config, languagesInUse: Iterable<string>): ConfigWarning[] {
  const languages = [...new Set(languagesInUse)].toSorted();
  const used = new Set(
    config.rules.filter(({ enabled }) => enabled).flatMap(({ effect }) => namesIn(effect)),
  );
  return Object.entries(config.messages).flatMap(([name, definition]) => {
    if (!used.has(name)) return [unused(name)];
    if (!('texts' in definition)) return [];
    return [...missingLanguages(name, definition.texts, languages), ...unlikeTexts(name, definition.texts)];
  });
}

function namesIn(effect: Effect): string[] {
  if (effect.kind === 'leave') return [];
  const refs = [effect.offlineMessage, effect.welcomeMessage];
  return [
    'closed',
    ...refs.flatMap((ref) => (typeof ref === 'object' && 'message' in ref ? [ref.message] : [])),
  ];
}

function unused(name: string): ConfigWarning {
  return {
    severity: 'warning',
    path: ['messages', name],
    message: 'is used by no enabled rule',
    remedy: `use it with message: ${name}, or keep it for closures made by command`,
  };
}

function missingLanguages(name: string, texts: MessageTexts, languages: string[]): ConfigWarning[] {
  const available = Object.keys(texts);
  // The built-in texts stand behind a redefined `closed`; a `default` is there to serve other languages.
  if (name === 'closed' || available.includes('default')) return [];
  return languages
    .filter((language) => matchLanguage(available, language) === null)
    .map((language) => ({
      severity: 'warning',
      path: ['messages', name],
      message: `has no text in ${language}, which businesses speak; they may get ${chooseLanguage(available, language, null)}`,
      remedy: `add ${language}: or default:`,
    }));
}

function unlikeTexts(name: string, texts: MessageTexts): ConfigWarning[] {
  const variables = Object.entries(texts).map(([tag, text]) => [tag, findPlaceholders(text).names] as const);
  const all = [...new Set(variables.flatMap(([, names]) => names))];
  return variables.flatMap(([tag, names]) => {
    const lacking = all.filter((variable) => !names.includes(variable));
    if (lacking.length === 0) return [];
    const list = lacking.map((variable) => `{{${variable}}}`).join(', ');
    return [
      {
        severity: 'warning',
        path: ['messages', name, tag],
        message: `does not say ${list}, which another language says`,
        remedy: 'say the same in every language',
      } as const,
    ];
  });
}
