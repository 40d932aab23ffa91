import { stripVTControlCharacters } from 'node:util';

/** What came from elsewhere (names, reasons), safe for a terminal and on one line. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
