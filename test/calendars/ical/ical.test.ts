import { describe, expect, test } from 'vitest';
import { byHand } from './feeds/by-hand.ts';
import { exchange, google, icloud, nextcloud, outlook } from './feeds/by-vendor.ts';
import { calendar, event, type FeedCase, read, spans } from './support.ts';

const ALL: Record<string, FeedCase[]> = { google, outlook, exchange, icloud, nextcloud, 'by hand': byHand };

describe.each(Object.entries(ALL))('%s', (_, cases) => {
  test.each(cases)('%s', async (_title, lines, expected) => {
    expect(await spans(calendar(...lines))).toEqual(expected);
  });
});

test('the corpus has at least 60 feeds', () => {
  expect(Object.values(ALL).flat().length).toBeGreaterThanOrEqual(60);
});

describe('story 16: the same file, however it is written', () => {
  const text = calendar(...event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Noël de l’été'));
  test.each<[string, Uint8Array]>([
    ['line ends of Unix', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['line ends of the old Mac', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['doubled carriage returns', Buffer.from(text.replaceAll('\r\n', '\r\r\n'))],
    ['blank lines', Buffer.from(text.replaceAll('\r\n', '\r\n\r\n'))],
    ['a BOM', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without BOM', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(text, 'utf16le').swap16()],
    ['small letters', Buffer.from(text.replace(/BEGIN|END|DTSTART|SUMMARY/g, (name) => name.toLowerCase()))],
    ['no line end at the end', Buffer.from(text.trimEnd())],
    ['folded within a character', folded(Buffer.from(text), Buffer.from('é'))],
    ['Windows-1252', Buffer.from(text.replace('’', '\x92'), 'latin1')],
  ])('%s', async (_, bytes) => {
    const { found } = await read(bytes);
    expect(found).toEqual([{ start: '2026-12-25', end: '2026-12-26', names: { '': 'Noël de l’été' } }]);
  });
});

/** A fold between the bytes of a character, as some write it who count bytes. */
function folded(bytes: Buffer, character: Buffer): Buffer {
  const at = bytes.indexOf(character) + 1;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]);
}

describe('zones that are neither described nor named as IANA or Windows do', () => {
  const startsIn = async (tzid: string) => {
    const at = (day: string) => event(`DTSTART;TZID="${tzid}":${day}T090000`, 'DURATION:PT1H');
    const { found, faults } = await read(calendar(...at('20261201'), ...at('20270701')));
    return [...found.map(({ start }) => start), ...faults.map(({ why }) => why)];
  };
  const CENTRAL_EUROPE = ['2026-12-01T08:00:00Z', '2027-07-01T07:00:00Z'];
  test.each([
    ['(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', CENTRAL_EUROPE],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb', CENTRAL_EUROPE],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', ['2026-12-01T03:30:00Z', '2027-07-01T03:30:00Z']],
    ['(UTC-05:00) Eastern Time (US & Canada)', ['2026-12-01T14:00:00Z', '2027-07-01T13:00:00Z']],
    ['(UTC) Dublin, Edinburgh, Lisbon, London', ['2026-12-01T09:00:00Z', '2027-07-01T08:00:00Z']],
    ['UTC+01:00', ['2026-12-01T08:00:00Z', '2027-07-01T08:00:00Z']],
    ['GMT-0330', ['2026-12-01T12:30:00Z', '2027-07-01T12:30:00Z']],
    ['+02', ['2026-12-01T07:00:00Z', '2027-07-01T07:00:00Z']],
  ])('%s', async (tzid, expected) => {
    expect(await startsIn(tzid)).toEqual(expected);
  });
  test.each(['Customized Time Zone', '(UTC+03:00) Paris', '(UTC+01:00) Nowhere', 'UTC+25:00'])(
    'nobody knows %s',
    async (tzid) => {
      const why = `the time zone "${tzid}" is not known, and not described`;
      expect(await startsIn(tzid)).toEqual([why, why]);
    },
  );
});

describe('names', () => {
  const nameOf = async (...lines: string[]) =>
    (await read(calendar(...event('DTSTART;VALUE=DATE:20261225', ...lines)))).found[0]?.names;
  test('are summaries, without escapes', async () => {
    expect(await nameOf('SUMMARY:Closed\\, all day\\; really')).toEqual({ '': 'Closed, all day; really' });
  });
  test('have the language that is said', async () => {
    expect(await nameOf('SUMMARY;LANGUAGE=fr:Noël')).toEqual({ fr: 'Noël' });
  });
  test('are none where there is no summary', async () => {
    expect(await nameOf('SUMMARY: ')).toEqual({});
  });
  test('hold no control characters, and are cut', async () => {
    const names = await nameOf(`SUMMARY:a\u0007b\u202e${'x'.repeat(500)}`);
    expect(names?.['']).toMatch(/^a bx+$/);
    expect(names?.['']).toHaveLength(200);
  });
  test('keep the marks that join', async () => {
    expect(await nameOf('SUMMARY:\u200bObra 👩\u200d🔧 می\u200cشود\u2066')).toEqual({
      '': 'Obra 👩\u200d🔧 می\u200cشود',
    });
  });
});

describe('which events count', () => {
  const feed = calendar(
    ...event('DTSTART;VALUE=DATE:20261201', 'SUMMARY:Closed: Inventory', 'CATEGORIES:Shops,Stock\\, all'),
    ...event('DTSTART;VALUE=DATE:20261202', 'SUMMARY:Team lunch', 'CATEGORIES:People'),
    ...event('DTSTART;VALUE=DATE:20261203', 'SUMMARY:Reminder', 'TRANSP:TRANSPARENT'),
  );
  test.each([
    [{}, ['01', '02']],
    [{ transparent: 'count' as const }, ['01', '02', '03']],
    [{ only: { categories: ['shops'] } }, ['01']],
    [{ only: { categories: ['Stock, all'] } }, ['01']],
    [{ only: { summaries: ['closed*'] } }, ['01']],
    [{ only: { summaries: ['*INVENT*'] } }, ['01']],
    [{ only: { summaries: ['closed'] } }, []],
    [{ only: { summaries: ['team lunch', 'closed:*'] } }, ['01', '02']],
    [{ only: { categories: ['people'], summaries: ['closed*'] } }, []],
    [{ except: { categories: ['people'] } }, ['01']],
    [{ except: { summaries: ['*lunch'] } }, ['01']],
    [{ except: { categories: ['people'], summaries: ['closed*'] } }, []],
  ])('%o', async (options, days) => {
    const found = (await spans(feed, options)).map((span) => span.slice(8, 10));
    expect(found).toEqual(days);
  });
});

describe('what is of no use as a whole is an error', () => {
  test.each([
    ['a page that asks to sign in', '<!doctype html><title>Sign in</title>', 'feed-no-calendar'],
    ['nothing', '', 'feed-no-calendar'],
    ['cut on its way', calendar(...event('DTSTART:20261225')).slice(0, -20), 'feed-cut'],
    [
      'more than 10,000 events',
      calendar(...Array.from({ length: 10_001 }, () => event('DTSTART:20261225')).flat()),
      'feed-too-large',
    ],
    [
      'more than 10,000 occurrences',
      calendar(
        ...Array.from({ length: 30 }, () => event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY')).flat(),
      ),
      'feed-too-large',
    ],
  ])('%s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'CalendarError', code });
  });
});
