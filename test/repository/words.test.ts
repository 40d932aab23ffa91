import { expect, test } from 'vitest';
import { sourceFiles } from './imports.ts';

const COMMENT_OR_TEXT =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g;
/** Names that programs know, and what is put into a text. */
const NAMES =
  /\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\{.*$|\\?`businesses\\?`|--business(?:es)?(?: <business>)?|# +businesses:|<business>/g;
/** What is no text for people: whatever guards against the impossible. */
const UNREACHABLE = /^unreachable: /;

function textsIn(source: string): string[] {
  return [...source.matchAll(COMMENT_OR_TEXT)]
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .filter((text) => text.trim().includes(' ') && !UNREACHABLE.test(text));
}

test.each(['calendars', 'cli', 'config', 'operations', 'places', 'reading', 'reconcile'])(
  'what people read of lib/%s says shops, not businesses',
  (room) => {
    const said = sourceFiles(`lib/${room}`).flatMap(({ path, text }) =>
      textsIn(text)
        .filter((one) => /\b[Bb]usiness(?:es)?\b/.test(one.replaceAll(NAMES, '')))
        .filter((one) => one !== CHAT_HOURS)
        .map((one) => `${path}: ${one}`),
    );
    expect(said).toEqual([]);
  },
);

/** `business` is a word of closures.yml here. */
const CHAT_HOURS = 'write closed, keep, business, or windows such as ["10:00-18:00"]';
