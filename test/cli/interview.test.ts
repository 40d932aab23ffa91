import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { interview, type Suggestions } from '../../lib/cli/init/interview.ts';

const SUGGESTIONS: Suggestions = {
  organization: 'maison-corvel',
  countries: [
    ['FR', 3],
    ['ES', 2],
  ],
};

/** Somebody who types when a question appears: what is asked, and the keys. */
function typist(script: readonly (readonly [question: string, keys: string])[]) {
  const input = new PassThrough();
  const left = [...script];
  const output = new Writable({
    write(chunk, _encoding, done) {
      const [next] = left;
      if (next && stripVTControlCharacters(String(chunk)).includes(next[0])) {
        left.shift();
        setImmediate(() => input.write(next[1]));
      }
      done();
    },
  });
  return { input, output };
}

const ENTER = '\r';
const DOWN = '\x1b[B';

test('Enter all the way takes what fits the account', async () => {
  const streams = typist([
    ['be called', ENTER],
    ['public holidays', ENTER],
    ['at night', ENTER],
  ]);
  expect(await interview(SUGGESTIONS, streams)).toEqual({
    organization: 'maison-corvel',
    holidayCountries: ['FR', 'ES'],
    nights: null,
  });
});

test('countries can be left out, and nights given', async () => {
  const streams = typist([
    ['be called', ENTER],
    ['public holidays', `${DOWN} ${ENTER}`],
    ['at night', `y`],
    ['From when', ENTER],
    ['Until when', ENTER],
  ]);
  expect(await interview(SUGGESTIONS, streams)).toEqual({
    organization: 'maison-corvel',
    holidayCountries: ['FR'],
    nights: { close: '20:00', open: '08:00' },
  });
});

test('Ctrl-C ends it without an answer', async () => {
  const streams = typist([
    ['be called', ENTER],
    ['public holidays', '\x03'],
  ]);
  expect(await interview(SUGGESTIONS, streams)).toBeNull();
});
