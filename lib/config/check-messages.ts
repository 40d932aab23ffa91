import { kinds } from '../calendars/index.ts';
import type { CalendarKind } from '../calendars/kind.ts';
import type { Calendar } from '../calendars/stored.ts';
import { findPlaceholders, languageOfText } from '../closures/messages/index.ts';
import type { Announce, MessageRef, MessageTexts } from '../closures/model.ts';
import { TEXT_MEMBERS } from '../closures/text-members.ts';
import { DEFAULT_LANGUAGE } from '../closures/texts.ts';
import { doubtsAbout, repeatedTexts } from './lint-texts.ts';
import type { Config, MessageDefinition, Rule } from './model.ts';
import { isDaily } from './staged.ts';

/** A fault that does not keep the configuration from being used; `locate(path)` of the loaded file gives its place. */
export interface ConfigWarning {
  severity: 'warning';
  path: (string | number)[];
  message: string;
  remedy: string;
}

/**
 * What `check` warns of in messages and their use: texts of one message that do not say the same things, doubtful texts,
 * messages that no rule uses, closures that a text names and that have no name.
 * @param today civil date, for dates that are over
 */
export function checkMessages(config: Config, today: string): ConfigWarning[] {
  const rules = config.rules.filter(({ enabled }) => enabled);
  const used = new Set(rules.flatMap(everyMessageIn));
  return [
    ...Object.entries(config.messages).flatMap(([name, definition]) => {
      if (!('texts' in definition)) return used.has(name) ? [] : [unused(name)];
      const { texts } = definition;
      return [
        ...(used.has(name) ? unlikeTexts(name, texts) : [unused(name)]),
        ...doubtfulTexts(name, texts, config, today),
      ];
    }),
    ...rules.flatMap((rule) => [
      ...unnamedClosures(rule, config.messages),
      ...closedInWelcome(rule),
      ...closedBefore(rule),
      ...undatedBefore(rule, config.messages),
    ]),
  ];
}

/** A text that only repeats another one, as a `default` may, is not doubted twice. */
function doubtfulTexts(name: string, texts: MessageTexts, config: Config, today: string): ConfigWarning[] {
  const isSingle = 'default' in texts && Object.keys(texts).length === 1;
  const written = {
    organizationLanguage: config.organizations[0]?.language ?? null,
    defaultLanguage: config.defaultLanguage ?? DEFAULT_LANGUAGE,
  };
  const pathOf = (tag: string) => ['messages', name, ...(isSingle ? [] : [tag])];
  const repeated = repeatedTexts(texts);
  return [
    ...Object.entries(texts)
      .filter(([tag]) => !repeated.some(([again]) => again === tag))
      .flatMap(([tag, text]) =>
        doubtsAbout(text, languageOfText(texts, tag, written), today).map(([message, remedy]) =>
          warning(pathOf(tag), message, remedy),
        ),
      ),
    ...repeated
      .filter(([tag]) => tag !== 'default')
      .map(([tag, other]) =>
        warning(pathOf(tag), `is the very text of ${other}`, `translate it, or leave ${tag}: out`),
      ),
  ];
}

function warning(path: (string | number)[], message: string, remedy: string): ConfigWarning {
  return { severity: 'warning', path, message, remedy };
}

/** The first place of a rule whose closures have no name although a text of theirs names them. */
function unnamedClosures(rule: Rule, messages: Config['messages']): ConfigWarning[] {
  const { key, name, calendar, announce } = rule;
  if (name !== null) return [];
  const naming = everyMessageIn(rule).find((message) => namesClosure(messages[message]));
  const { unnamed } = kinds[calendar.kind] as CalendarKind<Calendar>;
  const [place] = unnamed?.(calendar) ?? [];
  if (naming === undefined || place === undefined) return [];
  const isAnnounced = announcedMessages(announce).includes(naming);
  return [
    warning(
      ['rules', key, ...place],
      `has no name, and message "${naming}" names the closure; ${isAnnounced ? 'it would not be shown' : 'the built-in text would stand in for it'}`,
      'give the rule, or this, a name',
    ),
  ];
}

function namesClosure(definition: MessageDefinition | undefined): boolean {
  const texts = definition !== undefined && 'texts' in definition ? Object.values(definition.texts) : [];
  return texts.some((text) => findPlaceholders(text).names.includes('closure_name'));
}

/** The welcome message is what people get within chat hours, when somebody is there. */
function closedInWelcome({ key, effect }: Rule): ConfigWarning[] {
  if (effect.kind === 'leave' || typeof effect.welcomeMessage !== 'object') return [];
  const { welcomeMessage: welcome, offlineMessage: offline } = effect;
  const isClosed =
    JSON.stringify(welcome) === JSON.stringify(offline) ||
    ('message' in welcome && welcome.message === 'closed');
  if (!isClosed) return [];
  return [
    warning(
      ['rules', key, 'effect', 'welcomeMessage'],
      'says that the shop is closed, and greets people within chat hours',
      'keep it, or write a message of its own',
    ),
  ];
}

/** What is shown while nothing is closed yet. */
function closedBefore({ key, announce }: Rule): ConfigWarning[] {
  return TEXT_MEMBERS.flatMap((member) => {
    const ref = announce?.[member];
    if (!ref || !('message' in ref) || ref.message !== 'closed') return [];
    return [
      warning(
        ['rules', key, 'announce', member],
        'says that the shop is closed, and shows before it is',
        'write a message of its own',
      ),
    ];
  });
}

/** The text of a staged rule goes up with its hours, days before its closure; where it closes every day it names no date. */
function undatedBefore(
  { key, staged, calendar, effect }: Rule,
  messages: Config['messages'],
): ConfigWarning[] {
  if (!staged || isDaily(calendar.kind) || effect.kind === 'leave') return [];
  return namesOf([effect.offlineMessage]).flatMap((name) => {
    const definition = messages[name];
    const isDated = definition ? !lacksDate(definition) : name === 'planned';
    if (isDated) return [];
    const said = `is shown by staged rule "${key}" before the closing begins, and does not say {{closed_from}}`;
    return [warning(definition ? ['messages', name] : ['rules', key, 'message'], said, 'name it, too')];
  });
}

/** Of a template of Partoo's it is not known what it says. */
function lacksDate(definition: MessageDefinition): boolean {
  if (!('texts' in definition)) return false;
  return Object.values(definition.texts).every(
    (text) => !findPlaceholders(text).names.includes('closed_from'),
  );
}

/** Names of the messages that a rule shows. */
export function messagesIn({ effect, announce }: Pick<Rule, 'effect' | 'announce'>): string[] {
  if (effect.kind === 'leave') return [];
  const shown = namesOf(TEXT_MEMBERS.map((member) => effect[member]));
  return ['closed', 'planned', ...shown, ...announcedMessages(announce)];
}

/** The same, with those that Partoo's templates show. */
function everyMessageIn(rule: Rule): string[] {
  const swaps = rule.effect.kind === 'set' ? Object.values(rule.effect.templates ?? {}) : [];
  return [...messagesIn(rule), ...namesOf(swaps.map(({ content }) => content))];
}

function announcedMessages(announce: Announce | undefined): string[] {
  return namesOf(TEXT_MEMBERS.map((member) => announce?.[member]));
}

function namesOf(refs: readonly (MessageRef | 'keep' | undefined)[]): string[] {
  return refs.flatMap((ref) => (typeof ref === 'object' && 'message' in ref ? [ref.message] : []));
}

function unused(name: string): ConfigWarning {
  return {
    severity: 'warning',
    path: ['messages', name],
    message: 'is used by no enabled rule',
    remedy: `use it with message: ${name}, or keep it for closures made by command`,
  };
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
