/**
 * How people say a day and a time of day in one breath, where Unicode's patterns string the two together. Weekdays and
 * months stay as they are, uninflected: a text puts them after a colon, or after a verb that takes them so.
 */
interface Phrasing {
  /** A weekday with a date. */
  date?(unicodes: string): string;
  /** The same where it stands for the day on which something happens. */
  on?(date: string): string;
  at(on: string, time: string): string;
}

/** One o'clock is the only one that is not plural. */
const isOne = (time: string): boolean => /^0?1:/.test(time);
const withoutCommas = (date: string): string => date.replaceAll(',', '');
const afterComma = (on: string, time: string): string => `${on}, ${time}`;

/** By base language; the others say it as Unicode does. */
const PHRASINGS: Readonly<Record<string, Phrasing>> = {
  ca: { date: withoutCommas, at: (on, time) => `${on} a ${isOne(time) ? 'la' : 'les'} ${time}` },
  de: { at: (on, time) => `${on}, um ${time} Uhr` },
  es: {
    date: withoutCommas,
    on: (date) => `el ${date}`,
    at: (on, time) => `${on} a ${isOne(time) ? 'la' : 'las'} ${time}`,
  },
  eu: { date: inBasque, at: afterComma },
  gl: { date: withoutCommas, at: (on, time) => `${on} ${isOne(time) ? 'á' : 'ás'} ${time}` },
  hu: { at: afterComma },
  lt: { at: (on, time) => `${on}, ${time} val.` },
  lv: { at: (on, time) => `${on}, plkst. ${time}` },
  pl: { at: (on, time) => `${on}, godz. ${time}` },
  pt: { at: (on, time) => `${on}, ${isOne(time) ? 'à' : 'às'} ${time}` },
  sr: { at: (on, time) => `${on} ${/\p{Script=Cyrillic}/u.test(on) ? 'у' : 'u'} ${time}` },
  tr: { at: (on, time) => `${on}, saat ${time}` },
};

/** How a language says it; null: as Unicode does. @param locale BCP 47 */
export function phrasingOf(locale: string): Phrasing | null {
  const [base = ''] = locale.split('-');
  return Object.hasOwn(PHRASINGS, base) ? PHRASINGS[base]! : null;
}

/** The first of a month where it is no number like the others, by tag or base language. */
const FIRSTS: Readonly<Record<string, string>> = { fr: '1er', 'pt-BR': '1º' };

/** `vendredi 1er janvier` for `vendredi 1 janvier`. @param locale BCP 47 */
export function withFirst(unicodes: string, locale: string): string {
  const first = FIRSTS[locale] ?? FIRSTS[locale.split('-')[0] ?? ''];
  return first === undefined ? unicodes : unicodes.replace(/^(\p{L}[\p{L}-]*,? )1(?= )/u, `$1${first}`);
}

/** `2026(e)ko abenduaren 28(a), astelehena` and `abendua 28(a), …`: endings depend on how the number is read. */
function inBasque(date: string): string {
  return date
    .replace(/^(\d+)\(e\)ko/, (_, year: string) => `${year}${/[15]$|[1357]0$/.test(year) ? 'eko' : 'ko'}`)
    .replace(/^(\p{L}+a) (?=\d)/u, '$1ren ')
    .replace(/(\d+)\(a\)/, (_, day: string) => (day === '11' || day === '31' ? day : `${day}a`));
}

const SPANISH = /\b(el|del?|al?) el (?=(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b)/gi;
const CONTRACTED: Readonly<Record<string, string>> = { de: 'del', a: 'al' };

/** A text in which what was filled in meets an article that stood there before. */
export function withOneArticle(text: string, language: string): string {
  if (!/^es\b/i.test(language)) return text;
  return text.replace(SPANISH, (_, before: string) => `${CONTRACTED[before.toLowerCase()] ?? before} `);
}
