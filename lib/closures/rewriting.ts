import { WEEKDAYS, type WeekHours } from './model.ts';

/**
 * What a system may make of a text that it is given: characters escaped for HTML, white space folded, Unicode
 * normalized, the end cut off. Such a text is still the one that was sent, though no longer to the byte.
 */

/** Whether a text is another one as it comes back: undone it is the same, or a beginning of it. An empty one is not. */
export function isRewritingOf(shown: string | null, sent: string | null): boolean {
  if (shown === null || sent === null) return false;
  const [is, was] = [undone(shown), undone(sent)];
  if (is === '') return false;
  const beginning = undone(withoutCutMarks(shown));
  return is === was || (beginning !== '' && was.startsWith(beginning));
}

/** Whether a text says all that another one says, however it is spelt. */
export function isSpellingOf(shown: string | null, sent: string | null): boolean {
  return shown !== null && sent !== null && undone(shown) === undone(sent);
}

/** Whether a week opens at the same times, however it is put: none for an empty one, two windows that touch as one. */
export function isRewritingOfHours(shown: WeekHours | null, sent: WeekHours | null): boolean {
  return sent !== null && WEEKDAYS.every((day) => spansOf(shown?.[day]) === spansOf(sent[day]));
}

function spansOf(windows: readonly string[] | null | undefined): string {
  return [...(windows ?? [])]
    .sort()
    .join(' ')
    .replace(/-(\d\d:\d\d) \1-/g, '-');
}

/** Decomposed, so that a letter that was cut off its accent is still a beginning. */
function undone(text: string): string {
  let decoded = text;
  // An escaped text that is escaped again is an escaped text once it is undone.
  for (let times = 0; times < MOST_ESCAPES && decoded.includes('&'); times += 1) decoded = unescaped(decoded);
  return decoded.normalize('NFKD').replace(/\s+/gu, '');
}

const MOST_ESCAPES = 3;

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/giu, (entity, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name) ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** Without what shows that something was cut: dots, half an entity, half a character. */
function withoutCutMarks(text: string): string {
  const whole = text.trimEnd().replace(/(?:…|\.{2,}|[\ud800-\udfff\ufffd]+)$/u, '');
  const [half, name = ''] = /&(#?\w{0,8})$/u.exec(whole) ?? [''];
  const isEntity = name.startsWith('#') || [...NAMED.keys()].some((known) => known.startsWith(name));
  return half !== '' && isEntity ? whole.slice(0, -half.length) : whole;
}

/** The names of U+00A0 to U+00FF, in order. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute
Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

const NAMED = new Map<string, string>([
  ...LATIN.split(/\s+/).map((name, index): [string, string] => [name, String.fromCodePoint(0xa0 + index)]),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '€', hellip: '…' }),
  ...Object.entries({ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•' }),
  ...Object.entries({ oelig: 'œ', OElig: 'Œ' }),
]);
