import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import {
  ConfigError,
  checkMessages,
  formatPath,
  issueAt,
  parseDuration,
  parseStoreAddress,
  readEnvironment,
  resolveBaseUrl,
  resolveSecretRef,
  splitAtMidnight,
  suggest,
} from '../../lib/config/index.ts';
import { file, load } from './support.ts';

describe('durations', () => {
  test.each([
    ['0', 0],
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['3d', 259_200_000],
    ['2w1d', 1_296_000_000],
    [' 5m ', 300_000],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '10', 'm', '-5m', '1.5h', '30m1h', '1m1m', '5 m', '1y', '9999999999s'])(
    '%j is none',
    (text) => {
      expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'duration' }));
      expect(() => parseDuration(text)).toThrow('write 90s, 10m, 1h30m, 3d or 2w');
    },
  );
});

describe('suggestions', () => {
  const keys = ['holidays', 'dates', 'cron', 'weekly', 'open', 'leave'];
  test.each([
    ['holiday', 'holidays'],
    ['HOLIDAYS', 'holidays'],
    ['holidyas', 'holidays'],
    ['date', 'dates'],
    ['corn', 'cron'],
    ['opne', 'open'],
    ['weeekly', 'weekly'],
    ['something', null],
    ['x', null],
    ['', null],
    ['h'.repeat(10_000), null],
  ])('%s → %s', (word, expected) => {
    expect(suggest(word, keys)).toBe(expected);
  });
});

test('paths read as one would write them', () => {
  expect(formatPath(['rules', 'a b', 'dates', 0, 'from'])).toBe('rules."a b".dates[0].from');
});

test('a later check can name a place in the file', () => {
  const loaded = load(file('rules:\n  r:\n    cron: { close: "0 19 * * X", open: "0 9 * * *" }\n'));
  expect(issueAt(loaded, ['rules', 'r', 'cron', 'close'], 'is wrong', 'write it right')).toEqual({
    file: 'closures.yml',
    line: 5,
    column: 20,
    path: ['rules', 'r', 'cron', 'close'],
    message: 'is wrong',
    remedy: 'write it right',
  });
});

describe('windows split at midnight', () => {
  test('cover the same minutes, but for the one that Partoo cannot write', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const window = fc.tuple(time, time).filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(fc.constantFrom(...WEEKDAYS), fc.array(window, { maxLength: 4 }), (day, windows) => {
        const hours = splitAtMidnight({ [day]: windows.map(([from, to]) => `${clock(from)}-${clock(to)}`) });
        const wanted = minutesOf(day, windows);
        const got = WEEKDAYS.flatMap((name) => [...minutesOf(name, hours[name].map(span))]);
        expect(got.toSorted()).toEqual([...wanted].filter((minute) => !minute.endsWith(' 1439')).toSorted());
        expect(Object.keys(hours)).toEqual(WEEKDAYS);
      }),
    );
  });

  function minutesOf(day: (typeof WEEKDAYS)[number], windows: [number, number][]): Set<string> {
    const next = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7];
    const minutes = new Set<string>();
    for (const [from, to] of windows)
      for (let minute = from; minute !== to; minute = (minute + 1) % 1440)
        minutes.add(`${minute >= from ? day : next} ${minute}`);
    return minutes;
  }

  function clock(minute: number): string {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  function span(window: string): [number, number] {
    const [from, to] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    return [from!, to!];
  }
});

describe('environment', () => {
  test('has defaults', () => {
    const defaults = {
      config: 'closures.yml',
      store: { kind: 'sqlite', path: '.partoo-closures/state.db' },
    };
    expect(readEnvironment({})).toEqual(defaults);
    expect(readEnvironment({ PARTOO_CLOSURES_CONFIG: '', PARTOO_CLOSURES_STORE: '' })).toEqual(defaults);
  });

  test('is read', () => {
    const env = { PARTOO_CLOSURES_CONFIG: 'a.yml', PARTOO_CLOSURES_STORE: 'dynamodb:closures' };
    expect(readEnvironment(env)).toEqual({ config: 'a.yml', store: { kind: 'dynamodb', table: 'closures' } });
  });

  test.each(['state.db', 'sqlite:', 'dynamodb:', 'dynamodb:a b', 'postgres:x'])(
    'the store %s is refused',
    (text) => {
      expect(() => parseStoreAddress(text, '--store')).toThrow('write sqlite:PATH or dynamodb:TABLE');
    },
  );

  test('keys', () => {
    expect(resolveSecretRef('env:KEY', { KEY: ' secret\n' })).toBe('secret');
    expect(() => resolveSecretRef('env:KEY', {})).toThrow(
      'environment: KEY: is not set; set it: export KEY=…',
    );
    expect(() => resolveSecretRef('env:KEY', { KEY: '' })).toThrow('KEY: is empty');
    expect(() => resolveSecretRef('ssm:/a', {})).toThrow('AWS functions');
    expect(() => resolveSecretRef('secretsmanager:a#b', {})).toThrow(ConfigError);
    expect(() => resolveSecretRef('env:toString', {})).toThrow(ConfigError);
  });

  test.each([
    ['a\u0001b', 'holds a control character'],
    ['a\u007fb', 'holds a control character'],
    ['a\nb', 'holds a space or a line end inside'],
    ['a b', 'holds a space or a line end inside'],
    ['clé', 'holds a character beyond ASCII'],
    ['a€', 'holds a character beyond ASCII'],
  ])('a key that no header can hold is refused by the name of its variable: %j', (key, message) => {
    const resolve = () => resolveSecretRef('env:KEY', { KEY: key });
    expect(resolve).toThrow(ConfigError);
    expect(resolve).toThrow(`environment: KEY: ${message}`);
    expect(resolve).not.toThrow(key);
  });

  test.each([
    ['https://api.partoo.co/v2', 'https://api.partoo.co/v2'],
    ['env:URL', 'https://x.co/v2'],
    ['env:LOCAL', 'http://localhost:1/v2'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.3.2.1/', 'http://127.3.2.1'],
  ])('base URL %s', (value, expected) => {
    const env = { URL: 'https://x.co/v2/', LOCAL: 'http://localhost:1/v2' };
    expect(resolveBaseUrl(value, env)).toBe(expected);
  });

  test.each(['http://x.co', 'http://127.0.0.1.x.co', 'http://localhost@x.co', 'nothing', 'file:///a'])(
    'base URL %s is refused, from the file and from a variable',
    (url) => {
      expect(() => resolveBaseUrl(url, {})).toThrow(ConfigError);
      expect(() => resolveBaseUrl('env:URL', { URL: url })).toThrow('environment: URL: ');
      expect(() => resolveBaseUrl('env:URL', { URL: url })).not.toThrow(url);
    },
  );
});

describe('warnings about messages', () => {
  const { config, locate } = load(
    file(`messages:
  unused: hello
  closed: { fr: "Fermé." }
  holiday:
    fr: "Fermé. Réouverture : {{reopens}}."
    en: "Closed."
  general: { default: "Closed." }
  off: { fr: a }
rules:
  a: { dates: [{ from: 2026-12-06 }], message: holiday }
  b: { dates: [{ from: 2026-12-06 }], message: general }
  c: { dates: [{ from: 2026-12-06 }], message: off, enabled: false }
`),
  );

  test('missing languages, texts that say less than others, and messages without use', () => {
    const warnings = checkMessages(config, ['fr-BE', 'es', 'en', 'es']);
    expect(warnings.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'messages.unused is used by no enabled rule',
      'messages.holiday has no text in es, which businesses speak; they may get fr',
      'messages.holiday.en does not say {{reopens}}, which another language says',
      'messages.off is used by no enabled rule',
    ]);
    expect(warnings.map(({ path }) => locate(path).line)).toEqual([4, 6, 8, 10]);
    expect(new Set(warnings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });
});
