/** The same words, with the spaces of French punctuation such that no line begins with it: `« Attendez : c’est fermé ! »`. */
export function typeset<T>(words: T): T {
  if (typeof words === 'string') return spaced(words) as T;
  if (typeof words === 'function') return ((...values: unknown[]) => typeset(words(...values))) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeset(value)])) as T;
}

function spaced(text: string): string {
  return text.replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0');
}
