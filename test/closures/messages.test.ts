import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { linksOf } from '../../lib/closures/chains.ts';
import { BUILTIN_CLOSED, builtinClosed } from '../../lib/closures/messages/builtin-closed.ts';
import { BUILTIN_PLANNED } from '../../lib/closures/messages/builtin-planned.ts';
import {
  chooseLanguage,
  closureName,
  findPlaceholders,
  namesake,
  offlineText,
  VARIABLES,
} from '../../lib/closures/messages/index.ts';
import { reopensValues } from '../../lib/closures/messages/instants.ts';
import { renderText } from '../../lib/closures/messages/render.ts';
import type { Business, MessageRef, MessageTexts, Name } from '../../lib/closures/model.ts';

const at = (text: string) => Date.parse(text);

describe('choosing a language', () => {
  test.each([
    [['fr', 'en'], 'en', null, 'en'],
    [['fr', 'en'], 'en-GB', null, 'en'],
    [['fr', 'pt', 'pt-BR'], 'pt-BR', null, 'pt-BR'],
    [['fr', 'pt-BR'], 'pt', null, 'fr'],
    [['fr', 'pt-BR'], 'pt_br', null, 'pt-BR'],
    [['en', 'zh-Hant'], 'zh-Hant-TW', null, 'zh-Hant'],
    [['en', 'no'], 'nb', null, 'no'],
    [['fr', 'en'], 'de', 'en-US', 'en'],
    [['fr', 'default'], 'de', 'es', 'default'],
    // A Polish business of a French organization: whoever wrote `default` meant it for them.
    [['fr', 'default'], 'pl', 'fr', 'default'],
    [['default', 'fr'], null, 'fr', 'fr'],
    [['default', 'pt'], null, 'pt-BR', 'pt'],
    [['fr', 'default'], 'fr', 'es', 'fr'],
    [['fr', 'en'], 'de', 'es', 'fr'],
    [['fr', 'en'], null, null, 'fr'],
    [['fr', 'en'], '', '', 'fr'],
    [[], 'fr', 'fr', null],
  ])(
    '%j for a business that speaks %s in an organization that speaks %s: %s',
    (available, own, other, expected) => {
      expect(chooseLanguage(available, own, other)).toBe(expected);
    },
  );
});

describe('rendering', () => {
  test.each([
    ['closed', {}, { text: 'closed' }],
    ['{{reopens}} {{ reopens }}', { reopens: 'a' }, { text: 'a a' }],
    ['{{reopens}} {{address}}', { reopens: null, address: ' ' }, { missing: ['reopens', 'address'] }],
    ['{{nobody}}', { reopens: 'a' }, { missing: ['nobody'] }],
    ['{{toString}}', {}, { missing: ['toString'] }],
    ['{{reopens', { reopens: 'a' }, { missing: ['{{'] }],
    ['{{re opens}}', {}, { missing: ['{{'] }],
    ['a } b {c} }}', {}, { text: 'a } b {c} }}' }],
    ['{{{reopens}}}', { reopens: 'a' }, { text: '{a}' }],
    ['{{reopens}}', { reopens: '{{address}}', address: 'x' }, { text: '{ {address}}' }],
    ['{{{reopens}}', { reopens: '{a' }, { text: '{ {a' }],
    ['{{reopens}}.', { reopens: '9 Uhr' }, { text: '9 Uhr.' }],
    ['{{reopens}}.', { reopens: '9:00 π.μ.' }, { text: '9:00 π.μ.' }],
    ['{{reopens}}…', { reopens: 'a.m.' }, { text: 'a.m.…' }],
    ['{{business_name}}', { business_name: '$& $1' }, { text: '$& $1' }],
  ])('%s with %j', (template, values, expected) => {
    expect(renderText(template, values)).toEqual(expected);
  });

  test('never leaves a placeholder', () => {
    const braces = fc
      .array(fc.constantFrom('{', '{{', '}', '}}', 'a', ' ', ...VARIABLES))
      .map((x) => x.join(''));
    const values = fc.record(Object.fromEntries(VARIABLES.map((name) => [name, fc.option(braces)])));
    fc.assert(
      fc.property(braces, values, (template, filled) => {
        const result = renderText(template, filled);
        if ('text' in result) expect(result.text).not.toContain('{{');
        else expect(result.missing.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('placeholders are listed once', () => {
    expect(findPlaceholders('{{b}} {{a}} {{ b }}')).toMatchObject({ names: ['b', 'a'], malformed: false });
    expect(findPlaceholders('{{{a}}{').malformed).toBe(false);
  });
});

describe('points in time', () => {
  const say = (
    end: string | null,
    zone: string,
    language: string,
    country: string | null,
    start = '2026-12-24T17:00Z',
  ) => reopensValues({ start: at(start), end: end === null ? null : at(end), zone, language, country });

  test.each([
    ['2026-12-26T00:00+01:00', 'Europe/Paris', 'fr', 'FR', 'samedi 26 décembre'],
    ['2026-12-28T09:00+01:00', 'Europe/Paris', 'fr', 'FR', 'lundi 28 décembre à 09:00'],
    ['2027-01-01T00:00+01:00', 'Europe/Paris', 'fr', 'FR', 'vendredi 1er janvier'],
    ['2027-01-01T09:00+01:00', 'Europe/Brussels', 'fr', 'BE', 'vendredi 1er janvier à 09:00'],
    ['2027-02-01T01:00-05:00', 'America/Toronto', 'fr', 'CA', 'lundi 1er février à 01 h 00'],
    ['2027-01-11T01:00-05:00', 'America/Toronto', 'fr', 'CA', 'lundi 11 janvier à 01 h 00'],
    ['2028-01-01T09:00+01:00', 'Europe/Paris', 'fr', 'FR', 'samedi 1er janvier 2028 à 09:00'],
    ['2027-01-01T09:00-03:00', 'America/Sao_Paulo', 'pt', 'BR', 'sexta-feira, 1º de janeiro, às 09:00'],
    ['2027-01-01T09:00Z', 'Europe/Lisbon', 'pt', 'PT', 'sexta-feira, 1 de janeiro, às 09:00'],
    ['2026-12-28T09:00Z', 'Europe/London', 'en', 'GB', 'Monday 28 December at 09:00'],
    ['2026-12-28T09:00-05:00', 'America/New_York', 'en', 'US', 'Monday, December 28 at 9:00 AM'],
    ['2026-12-28T09:00-05:00', 'America/New_York', 'en', null, 'Monday, December 28 at 9:00 AM'],
    ['2026-12-28T09:00+01:00', 'Europe/Madrid', 'es', 'ES', 'el lunes 28 de diciembre a las 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Berlin', 'de', 'DE', 'Montag, 28. Dezember, um 09:00 Uhr'],
    ['2026-12-28T09:00-03:00', 'America/Sao_Paulo', 'pt-BR', 'BR', 'segunda-feira, 28 de dezembro, às 09:00'],
    ['2026-12-28T01:00+01:00', 'Europe/Madrid', 'es', 'ES', 'el lunes 28 de diciembre a la 01:00'],
    ['2026-12-28T13:00+01:00', 'Europe/Madrid', 'ca', 'ES', 'dilluns 28 de desembre a les 13:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Rome', 'it', 'IT', 'lunedì 28 dicembre alle ore 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Amsterdam', 'nl', 'NL', 'maandag 28 december om 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Warsaw', 'pl', 'PL', 'poniedziałek, 28 grudnia, godz. 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Prague', 'cs', 'CZ', 'pondělí 28. prosince v 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Stockholm', 'sv', 'SE', 'måndag 28 december kl. 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Madrid', 'eu', 'ES', 'abenduaren 28a, astelehena, 09:00'],
    ['2026-12-31T09:00+01:00', 'Europe/Madrid', 'eu', 'ES', 'abenduaren 31, osteguna, 09:00'],
    ['2030-12-28T09:00+01:00', 'Europe/Madrid', 'eu', 'ES', '2030eko abenduaren 28a, larunbata, 09:00'],
    ['2026-12-28T09:00+03:00', 'Europe/Istanbul', 'tr', 'TR', '28 Aralık Pazartesi, saat 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Belgrade', 'sr-Latn', 'RS', 'ponedeljak, 28. decembar u 09:00'],
    ['2026-12-28T09:00+03:30', 'Asia/Tehran', 'fa', 'IR', 'دوشنبه 28 دسامبر ساعت 09:00'],
    ['2026-12-28T09:00+07:00', 'Asia/Bangkok', 'th', 'TH', 'วันจันทร์ที่ 28 ธันวาคม เวลา 09:00'],
    ['2026-12-28T09:00+01:00', 'Europe/Paris', 'xx', 'FR', 'Monday, December 28 at 9:00 AM'],
    ['2026-12-28T09:00+01:00', 'Europe/Paris', 'not a tag', null, 'Monday, December 28 at 9:00 AM'],
  ])('%s in %s, %s in %s: %s', (end, zone, language, country, expected) => {
    expect(say(end, zone, language, country).reopens).toBe(expected);
  });

  test('the weekday is that of the business: Monday in Auckland is not Sunday (story 7)', () => {
    expect(say('2026-12-27T20:00Z', 'Pacific/Auckland', 'en', 'NZ').reopens).toMatch(/^Monday/);
    expect(say('2026-12-28T02:00Z', 'America/Sao_Paulo', 'pt-BR', 'BR').reopens).toMatch(/^domingo/);
  });

  test('a day without a 00:00 still begins without a time (story 8)', () => {
    expect(say('2027-09-05T04:00Z', 'America/Santiago', 'es', 'CL', '2027-09-03T12:00Z').reopens).toBe(
      'el domingo 5 de septiembre',
    );
  });

  test('the year is said when it could be taken for another', () => {
    const far = say('2028-01-03T09:00+01:00', 'Europe/Paris', 'fr', 'FR');
    expect(far.reopens).toBe('lundi 3 janvier 2028 à 09:00');
    expect(far.reopens_date).toBe('lundi 3 janvier 2028');
    expect(say('2027-01-04T09:00+01:00', 'Europe/Paris', 'fr', 'FR').reopens).toBe('lundi 4 janvier à 09:00');
  });

  test('all variables', () => {
    expect(say('2026-12-28T00:00+01:00', 'Europe/Paris', 'fr', 'FR')).toEqual({
      closed_from: 'jeudi 24 décembre à 18:00',
      reopens: 'lundi 28 décembre',
      reopens_date: 'lundi 28 décembre',
      reopens_time: '00:00',
    });
    expect(say(null, 'Europe/Paris', 'fr', 'FR')).toEqual({ closed_from: 'jeudi 24 décembre à 18:00' });
  });

  describe('whatever zone the process runs in', () => {
    const before = process.env.TZ;
    afterAll(() => {
      process.env.TZ = before;
    });
    test.each(['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu'])('%s', (zone) => {
      process.env.TZ = zone;
      // Another instant for each zone, lest a remembered answer pass for a computed one.
      const minute = String(zone.length).padStart(2, '0');
      expect(say(`2026-12-28T09:${minute}+01:00`, 'Europe/Paris', 'fr', 'FR').reopens).toBe(
        `lundi 28 décembre à 09:${minute}`,
      );
    });
  });

  test('days and times are those that clocks show, in every zone', () => {
    const shown = (instant: number, zone: string, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(instant);
    const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
    const time = { hour: '2-digit', minute: '2-digit' } as const;
    const year = at('2026-01-01T00:00Z');
    for (const [index, zone] of Intl.supportedValuesOf('timeZone').entries()) {
      // Another instant for each, some of them in the hours in which clocks change.
      const end = year + index * 19 * 3600_000 + index * 61_000;
      const said = reopensValues({ start: end, end, zone, language: 'en', country: 'GB' });
      const expected = [shown(end, zone, day), shown(end, zone, time)];
      expect([zone, said.reopens_date, said.reopens_time]).toEqual([zone, ...expected]);
    }
  });

  test('no odd spaces, in any built-in language', () => {
    for (const language of Object.keys(BUILTIN_CLOSED))
      for (const text of Object.values(say('2026-12-28T09:00Z', 'Europe/Paris', language, null)))
        expect(text).not.toMatch(/[\u00a0\u2007\u2009\u202f]/);
  });
});

describe('the built-in message', () => {
  test('for what is planned is there in the same languages, and names both ends', () => {
    expect(Object.keys(BUILTIN_PLANNED)).toEqual(Object.keys(BUILTIN_CLOSED));
    for (const { until, openEnded } of Object.values(BUILTIN_PLANNED)) {
      expect(findPlaceholders(until)).toMatchObject({ names: ['closed_from', 'reopens'], malformed: false });
      expect(findPlaceholders(openEnded)).toMatchObject({ names: ['closed_from'], malformed: false });
    }
  });

  test('is there in at least 24 languages, each with and without an end', () => {
    const texts = Object.entries(BUILTIN_CLOSED);
    expect(texts.length).toBeGreaterThanOrEqual(24);
    for (const [tag, { until, openEnded }] of texts) {
      expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
      expect(findPlaceholders(until)).toMatchObject({ names: ['reopens'], malformed: false });
      expect(findPlaceholders(openEnded)).toMatchObject({ names: [], malformed: false });
    }
    for (const variant of [builtinClosed(true), builtinClosed(false)])
      expect(new Set(Object.values(variant)).size).toBe(texts.length);
  });
});

describe('the text of a business', () => {
  const shop = (facts: Partial<Business>): Business => ({
    id: '1',
    code: 'ST-1',
    name: 'Lyon',
    country: 'FR',
    region: null,
    zone: 'Europe/Paris',
    language: 'fr',
    zipcode: null,
    city: null,
    groups: [],
    address: '1 rue X',
    websiteUrl: null,
    phoneNumber: null,
    ...facts,
  });
  const names = { fr: 'Noël', en: 'Christmas' };
  const messages: Record<string, MessageTexts> = {
    holiday: { fr: '{{closure_name}}, {{reopens}}', en: '{{closure_name}}: {{reopens}}' },
    phone: { default: 'Call {{phone_number}}' },
    plain: { default: 'Closed for {{closure_name}} until {{reopens}}' },
  };
  const text = (
    ref: MessageRef | string,
    facts: Partial<Business> = {},
    more: {
      end?: string | null;
      messages?: Record<string, MessageTexts>;
      language?: string;
      defaultLanguage?: string;
      names?: Record<string, string>;
      ruleName?: Name;
    } = {},
  ) =>
    offlineText({
      ref: typeof ref === 'string' ? { message: ref } : ref,
      messages: more.messages ?? messages,
      business: shop(facts),
      organizationLanguage: more.language ?? null,
      defaultLanguage: more.defaultLanguage ?? 'en',
      closure: {
        names: more.names ?? names,
        ruleName: more.ruleName ?? null,
        start: at('2026-12-25T00:00+01:00'),
        end: more.end === null ? null : at(more.end ?? '2026-12-26T00:00+01:00'),
      },
    });
  const language = expect.any(String);
  const plainly = (said: string) => ({ text: said, language, usedFallback: false, missing: [] });
  const instead = (said: string, ...missing: string[]) => ({
    ...{ text: said, language, usedFallback: true },
    missing,
  });

  test.each([
    [{ fr: 'FR', default: 'EN' }, { language: 'fr' }, 'en'],
    [{ it: 'Chiuso', default: 'Chiuso' }, {}, 'it'],
    [{ default: 'X' }, { language: 'fr' }, 'fr'],
    [{ default: 'X {{address}}' }, {}, 'pl'],
  ])('tells what it is written in: %j', (m, more, written) => {
    const polish = { language: 'pl', country: 'PL', zone: 'Europe/Warsaw', address: null };
    expect(text('m', polish, { messages: { m }, ...more }).language).toBe(written);
  });

  test('in its own language, with the name of the day in it', () => {
    expect(text('holiday')).toEqual(plainly('Noël, samedi 26 décembre'));
    expect(text('holiday', { language: 'en-GB', country: 'GB' })).toEqual(
      plainly('Christmas: Saturday 26 December'),
    );
  });

  test('what is said in one language is said in it throughout, whatever the business speaks', () => {
    expect(text('holiday', { language: 'de' })).toEqual(plainly('Noël, samedi 26 décembre'));
    const polish = { language: 'pl', country: 'PL', zone: 'Europe/Warsaw' };
    const withDefault = { fr: 'FR {{reopens}}', default: 'EN {{closure_name}} {{reopens}}' };
    expect(text('m', polish, { language: 'fr', messages: { m: withDefault } })).toEqual(
      plainly('EN Christmas Saturday, 26 December'),
    );
    expect(text('m', polish, { defaultLanguage: 'de', messages: { m: withDefault } })).toEqual(
      plainly('EN Noël Samstag, 26. Dezember'),
    );
  });

  test('a default that is the text of a language is in that language', () => {
    const m = { it: 'Chiuso fino a {{reopens}}', fr: 'Fermé', default: 'Chiuso fino a {{reopens}}' };
    expect(text('m', { language: 'pl', country: 'PL' }, { messages: { m } })).toEqual(
      plainly('Chiuso fino a sabato 26 dicembre'),
    );
  });

  test.each([
    ['fr', 'en', 'Closed for Noël until samedi 26 décembre'],
    [undefined, 'en', 'Closed for Christmas until Saturday 26 December'],
    [undefined, 'de', 'Closed for Noël until Samstag, 26. Dezember'],
  ])('a text that is not by language dates in that of the organization (%s), else in %s', (...row) => {
    const [language, defaultLanguage, said] = row;
    const organization = language === undefined ? { defaultLanguage } : { language, defaultLanguage };
    expect(text('plain', { language: 'pl', country: 'GB' }, organization)).toEqual(plainly(said));
    expect(text({ text: messages.plain!.default! }, { language: 'pl', country: 'GB' }, organization)).toEqual(
      plainly(said),
    );
  });

  test('a closure without any name is not called by its key: the built-in text stands in', () => {
    const unnamed = { names: {} };
    expect(text('holiday', {}, unnamed)).toEqual(
      instead('Nous sommes actuellement fermés. Réouverture : samedi 26 décembre.', 'closure_name'),
    );
    expect(text('holiday', {}, { ...unnamed, ruleName: 'Jours fériés' })).toEqual(
      plainly('Jours fériés, samedi 26 décembre'),
    );
  });

  test('a text given on the spot in a language of its own', () => {
    const said = { text: 'Wir öffnen {{reopens}}.', language: 'de' };
    expect(text(said, { language: null, country: 'DE' }, { language: 'fr' })).toEqual(
      plainly('Wir öffnen Samstag, 26. Dezember.'),
    );
  });

  test('a text given on the spot', () => {
    expect(text({ text: 'Flood at {{business_name}}, {{address}}' })).toEqual(
      plainly('Flood at Lyon, 1 rue X'),
    );
    expect(text({ text: 'Flood {{oops}}' })).toEqual(
      instead('Nous sommes actuellement fermés. Réouverture : samedi 26 décembre.', 'oops'),
    );
  });

  test('what cannot be filled falls back to the built-in text, whole', () => {
    expect(text('phone')).toEqual(
      instead('Nous sommes actuellement fermés. Réouverture : samedi 26 décembre.', 'phone_number'),
    );
    expect(text('phone', { phoneNumber: '+33' })).toEqual(plainly('Call +33'));
    expect(text('holiday', {}, { end: null })).toEqual(
      instead("Nous sommes fermés jusqu'à nouvel ordre.", 'reopens'),
    );
    expect(text('holiday', { zone: null })).toEqual(
      instead("Nous sommes fermés jusqu'à nouvel ordre.", 'reopens'),
    );
    expect(text('nowhere', { language: 'ja' }, { end: null })).toEqual(
      instead('当面の間、休業いたします。', 'nowhere'),
    );
    expect(text('toString', { language: 'en', country: 'US' })).toEqual(
      instead('We are closed at the moment. We reopen: Saturday, December 26.', 'toString'),
    );
  });

  test.each([
    ['Abrimos {{reopens}}.', 'Abrimos el lunes 28 de diciembre a las 09:00.'],
    ['Abrimos el {{reopens}}.', 'Abrimos el lunes 28 de diciembre a las 09:00.'],
    ['A partir de {{reopens}}', 'A partir del lunes 28 de diciembre a las 09:00'],
    [
      'Del {{closed_from}} al {{reopens}}',
      'Del viernes 25 de diciembre al lunes 28 de diciembre a las 09:00',
    ],
    ['Abrimos el {{reopens_date}} ({{reopens_time}} h)', 'Abrimos el lunes 28 de diciembre (09:00 h)'],
  ])('in Spanish a day has one article: %s', (template, said) => {
    const spanish = { language: 'es', country: 'ES', zone: 'Europe/Madrid' };
    const end = '2026-12-28T09:00+01:00';
    expect(text({ text: template, language: 'es' }, spanish, { end })).toEqual(plainly(said));
  });

  test.each([
    ['en', 'We are closed at the moment. We reopen: Monday 28 December at 09:00.'],
    ['fr', 'Nous sommes actuellement fermés. Réouverture : lundi 28 décembre à 09:00.'],
    ['es', 'En este momento estamos cerrados. Reapertura: el lunes 28 de diciembre a las 09:00.'],
    ['pt', 'De momento estamos encerrados. Reabertura: segunda-feira, 28 de dezembro, às 09:00.'],
    ['de', 'Wir haben derzeit geschlossen. Wieder geöffnet ab: Montag, 28. Dezember, um 09:00 Uhr.'],
    ['it', 'Al momento siamo chiusi. Riapertura: lunedì 28 dicembre alle ore 09:00.'],
    ['nl', 'We zijn momenteel gesloten. Weer open: maandag 28 december om 09:00.'],
    ['pl', 'Jesteśmy obecnie nieczynni. Ponowne otwarcie: poniedziałek, 28 grudnia, godz. 09:00.'],
    ['cs', 'Momentálně máme zavřeno. Znovu otevíráme: pondělí 28. prosince v 09:00.'],
    ['sv', 'Vi har stängt just nu. Vi öppnar igen: måndag 28 december kl. 09:00.'],
    ['ro', 'Momentan suntem închiși. Redeschidere: luni, 28 decembrie la 09:00.'],
    ['lt', 'Šiuo metu nedirbame. Vėl atsidarome: gruodžio 28 d., pirmadienis, 09:00 val.'],
  ])('closed, as a person would say it in %s', (language, said) => {
    const end = '2026-12-28T09:00+01:00';
    expect(text('closed', { language, country: language === 'en' ? 'GB' : null }, { end })).toEqual(
      plainly(said),
    );
  });

  test('closed, as it is built in', () => {
    expect(text('closed')).toEqual(
      plainly('Nous sommes actuellement fermés. Réouverture : samedi 26 décembre.'),
    );
    expect(text('closed', {}, { end: null })).toEqual(plainly("Nous sommes fermés jusqu'à nouvel ordre."));
    expect(text('closed', { language: null }, { end: null })).toEqual(
      plainly('We are closed until further notice.'),
    );
  });

  test('closed, redefined: its own languages first, then the built-in ones', () => {
    const redefined = { messages: { closed: { pt: 'Fechado, {{reopens_date}}' } } };
    expect(text('closed', { language: 'pt', country: 'PT' }, redefined)).toEqual(
      plainly('Fechado, sábado, 26 de dezembro'),
    );
    expect(text('closed', { language: 'pt-BR' }, redefined).text).toMatch(/^Fechado, /);
    expect(text('closed', { language: 'de' }, redefined).text).toMatch(/^Wir haben derzeit geschlossen/);
    expect(text('closed', { language: 'pt' }, { ...redefined, end: null })).toEqual(
      instead('Estamos encerrados até novo aviso.', 'reopens_date'),
    );
    const forAll = { messages: { closed: { default: 'Zu' } } };
    expect(text('closed', { language: 'de' }, forAll)).toEqual(plainly('Zu'));
  });

  test.each<[Record<string, string>, Name | null, string | null, string | null, string | null]>([
    [{ fr: 'Noël' }, 'Rule', 'fr-BE', null, 'Noël'],
    [{ fr: 'Noël', '': 'Any' }, 'Rule', 'de', null, 'Any'],
    [{ fr: 'Noël' }, 'Rule', 'de', null, 'Rule'],
    [{ fr: 'Noël' }, 'Rule', null, null, 'Rule'],
    [{ fr: 'Noël', en: 'Christmas' }, null, 'de', 'en', 'Noël'],
    [{}, { fr: 'Travaux', default: 'Works' }, 'fr-BE', null, 'Travaux'],
    [{}, { fr: 'Travaux', default: 'Works' }, 'de', 'fr', 'Works'],
    [{ fr: 'Noël' }, { fr: 'Travaux', es: 'Obras' }, 'de', 'es', 'Obras'],
    [{}, { fr: 'Travaux', es: 'Obras' }, 'de', null, 'Travaux'],
    [{}, null, 'de', null, null],
  ])('the name out of %j and %j, read in %s (%s): %s', (given, ruleName, language, other, expected) => {
    expect(closureName({ names: given, ruleName }, { language, organizationLanguage: other })).toBe(expected);
  });

  test('a chain is called after its longest occurrence, of equals after the first', () => {
    const linked = (...spans: [string, string, string][]) =>
      namesake(
        linksOf(
          spans.map(([start, end, name]) => ({ start, end, names: { '': name } })),
          'Europe/Berlin',
        ),
      )?.names[''];
    expect(
      linked(['2026-12-24T17:00', '2026-12-25', 'Christmas Eve'], ['2026-12-25', '2026-12-26', 'Christmas']),
    ).toBe('Christmas');
    // The Sunday has 23 hours, and is a day like the Monday.
    expect(
      linked(['2027-03-28', '2027-03-29', 'Easter Sunday'], ['2027-03-29', '2027-03-30', 'Easter Monday']),
    ).toBe('Easter Sunday');
  });
});
