/** What a Partoo may make of a text on its way in, by name. */

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  ',': '&#44;',
};

export const TEXT_REWRITINGS = {
  /** All of `& < > " ' ,`; what is an entity already is escaped again. */
  entities: (text) => text.replace(/[&<>"',]/g, (character) => ENTITIES[character]!),
  apostrophes: (text) => text.replaceAll("'", '&#39;'),
  commas: (text) => text.replaceAll(',', '&#44;'),
  /** Every run of white space, line ends included, is one space. */
  foldedSpace: (text) => text.replace(/\s+/g, ' '),
  trimmed: (text) => text.trim(),
  nfd: (text) => text.normalize('NFD'),
  nfc: (text) => text.normalize('NFC'),
  nfkc: (text) => text.normalize('NFKC'),
  crlf: (text) => text.replace(/\r\n?|\n/g, '\r\n'),
  lf: (text) => text.replace(/\r\n?/g, '\n'),
  withoutEmoji: (text) => text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu, ''),
  /** A normalization of its own: French typography. */
  typographic: (text) =>
    text
      .replaceAll("'", '’')
      .replaceAll('...', '…')
      .replace(/ (?=[:;!?»])/g, '\u00a0'),
  /** One that leaves nothing recognizable. */
  shouted: (text) => [...text.toUpperCase()].join('\u200b'),
  paragraph: (text) => `<p>${text}</p>`,
} satisfies Record<string, (text: string) => string>;

/** By name, cut to so many characters, or (in the same process) by a function of one's own. */
export type TextRewriting = keyof typeof TEXT_REWRITINGS | { cut: number } | ((text: string) => string);

export function rewriteText(text: string | null, rewritings: readonly TextRewriting[] = []): string | null {
  if (text === null) return null;
  return rewritings.reduce<string>(rewritten, text);
}

function rewritten(text: string, how: TextRewriting): string {
  if (typeof how === 'function') return how(text);
  return typeof how === 'object' ? [...text].slice(0, how.cut).join('') : TEXT_REWRITINGS[how](text);
}
