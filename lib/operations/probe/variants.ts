/** What a probe writes, and what the answer means. Pure. */
import { SETTINGS_FIELDS, type Settings, WEEKDAYS, type WeekHours } from '../../closures/model.ts';
import { emptyWeek } from '../../closures/overlay.ts';
import { identicalField, sameDay, sameField, sameHours } from '../../closures/same.ts';
import type { Finding, Topic, Verdict } from '../../reconcile/pass/findings.ts';

export interface Variant {
  topic: Topic;
  body: Partial<Settings>;
  /** What Partoo may hold afterwards: differs from the business' own in every field that could have changed. */
  intended: Settings;
  /** What it means that Partoo then holds this. */
  judge(observed: Settings): [Verdict, string];
}

/** Long enough for any limit that a form may have; nothing is documented. */
const LONG_CHARACTERS = 5_000;

/** The variants for a business with these settings. Each leaves `is_launched` alone: it reaches channels by itself, late. */
export function variantsOf(own: Settings): Variant[] {
  const text = (own.offline_message ?? '').normalize('NFC').trim();
  return [
    {
      topic: 'unchanged',
      body: own,
      intended: own,
      judge: (observed) => {
        const fields = SETTINGS_FIELDS.filter((field) => !sameField(field, observed, own));
        if (fields.length > 0) return ['changed', `${fields.join(', ')} came back otherwise`];
        const bytes = SETTINGS_FIELDS.every((field) => identicalField(field, observed, own));
        return ['as-sent', bytes ? 'settings come back to the byte' : 'settings come back, spelt otherwise'];
      },
    },
    textVariant('spaces', own, `  ${text}  `, 'spaces around a text are trimmed', text),
    textVariant('unicode', own, `${text} e\u0301`, 'accents are composed (NFC)'),
    textVariant('line-ends', own, `${text}\r\n${text}`, 'CRLF becomes LF'),
    textVariant('white-space', own, `${text}\n\n${text}  ${text}`, 'lines and spaces are folded'),
    textVariant('entities', own, `${text} & < > " ' ,`, 'some of & < > " \' , are escaped'),
    textVariant('emoji', own, `${text} \u{1F44B}\u{1F3FD}`, 'emoji are changed'),
    textVariant('braces', own, `${text} {{`, 'a {{ is changed'),
    textVariant('long-text', own, longText(text), `${LONG_CHARACTERS} characters are cut`),
    nullText('null-welcome', own, 'welcome_message'),
    nullText('null-offline', own, 'offline_message'),
    ...hoursVariants(own),
    ...gridVariants(own),
    omitted(own),
  ];
}

function longText(text: string): string {
  const unit = text === '' ? 'x' : text;
  return unit
    .repeat(Math.ceil(LONG_CHARACTERS / unit.length))
    .slice(0, LONG_CHARACTERS - 1)
    .trimEnd()
    .padEnd(LONG_CHARACTERS, '.');
}

function textVariant(topic: Topic, own: Settings, sent: string, changed: string, treated = ''): Variant {
  const body = { ...own, offline_message: sent };
  return {
    topic,
    body,
    intended: body,
    judge: ({ offline_message: shown }) => {
      if (shown === sent) return ['as-sent', 'kept as sent'];
      if (shown === treated) return ['changed', changed];
      if (shown === own.offline_message) return ['unclear', 'the text stayed what it was'];
      return [
        'changed',
        shown !== null && shown.length < sent.length / 2 ? `cut to ${shown.length} characters` : changed,
      ];
    },
  };
}

function nullText(topic: Topic, own: Settings, field: 'welcome_message' | 'offline_message'): Variant {
  const body = { ...own, [field]: null };
  return {
    topic,
    body,
    intended: body,
    judge: ({ [field]: shown }) => {
      if (shown === null) return ['as-sent', 'null stays null'];
      if (shown === own[field]) return ['changed', 'null leaves the text as it was'];
      return ['changed', "null brings Partoo's default text"];
    },
  };
}

function hoursVariants(own: Settings): Variant[] {
  const empty = { ...own, uses_business_hours: false, custom_chat_hours: emptyWeek() };
  const monday = { ...own, uses_business_hours: false, custom_chat_hours: { monday: ['09:00-18:00'] } };
  const none = { ...own, uses_business_hours: true, custom_chat_hours: null };
  return [
    {
      topic: 'empty-days',
      body: empty,
      intended: empty,
      judge: ({ uses_business_hours: uses, custom_chat_hours: hours }) =>
        !uses && sameHours(hours, empty.custom_chat_hours)
          ? ['as-sent', 'seven empty days are taken']
          : ['changed', 'seven empty days become something else'],
    },
    {
      topic: 'unlisted-days',
      body: monday,
      intended: monday,
      judge: ({ custom_chat_hours: hours }) => {
        const others = WEEKDAYS.slice(1);
        if (!sameDay(hours?.monday, ['09:00-18:00']))
          return ['changed', 'the listed day came back otherwise'];
        if (others.every((day) => sameDay(hours?.[day], [])))
          return ['as-sent', 'an unlisted weekday is closed'];
        const kept = others.every((day) => sameDay(hours?.[day], own.custom_chat_hours?.[day]));
        return [
          'changed',
          kept ? 'an unlisted weekday keeps its hours' : 'an unlisted weekday gets hours of its own',
        ];
      },
    },
    {
      topic: 'null-hours',
      body: none,
      intended: none,
      judge: ({ custom_chat_hours: hours }) => {
        if (hours === null) return ['as-sent', 'null stays null'];
        const kept = sameHours(hours, own.custom_chat_hours);
        return ['changed', kept ? 'null leaves the hours as they were' : 'null becomes other hours'];
      },
    },
  ];
}

/** Weekly hours as staged closures make them, and as they might be spelt. */
function gridVariants(own: Settings): Variant[] {
  const day = ['09:00-18:00'];
  const week = Object.fromEntries(WEEKDAYS.map((name) => [name, day]));
  return [
    gridVariant('some-empty-days', own, { ...week, friday: [] }, 'some days emptied'),
    gridVariant(
      'trimmed-windows',
      own,
      { ...week, thursday: ['09:00-17:01'] },
      'a window trimmed to the minute',
    ),
    gridVariant(
      'several-windows',
      own,
      { ...week, friday: ['09:00-12:00', '14:00-18:00'] },
      'several windows a day',
    ),
    gridVariant('end-at-midnight', own, { ...week, friday: ['18:00-00:00'] }, 'an end of 00:00'),
    gridVariant('past-midnight', own, { ...week, friday: ['18:00-02:00'] }, 'a window past midnight'),
  ];
}

function gridVariant(topic: Topic, own: Settings, hours: WeekHours, what: string): Variant {
  const body = { ...own, uses_business_hours: false, custom_chat_hours: hours };
  return {
    topic,
    body,
    intended: body,
    judge: ({ uses_business_hours: uses, custom_chat_hours: shown }) =>
      !uses && sameHours(shown, hours)
        ? ['as-sent', `${what}: taken`]
        : ['changed', `${what}: becomes something else`],
  };
}

/** Only what switches a business on is never left out: that one should come on by accident is worse than not to know. */
function omitted(own: Settings): Variant {
  const fields = ['welcome_message', 'uses_business_hours', 'custom_chat_hours'] as const;
  return {
    topic: 'omitted',
    body: { is_launched: own.is_launched, offline_message: own.offline_message },
    intended: {
      ...own,
      welcome_message: null,
      uses_business_hours: !own.uses_business_hours,
      custom_chat_hours: own.custom_chat_hours === null ? emptyWeek() : null,
    },
    judge: (observed) => {
      const lost = fields.filter((field) => !sameField(field, observed, own));
      if (lost.length === 0) return ['as-sent', 'a field that is left out keeps its value'];
      return ['changed', `fields that are left out are lost: ${lost.join(', ')}`];
    },
  };
}

export function findingOf({ topic, judge }: Variant, observed: Settings): Finding {
  const [verdict, detail] = judge(observed);
  return { topic, verdict, detail };
}
