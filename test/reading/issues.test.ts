import { expect, test } from 'vitest';
import { issueAt } from '../../lib/config/index.ts';
import { formatPath } from '../../lib/reading/issues.ts';
import { file, load } from '../config/support.ts';

test('paths read as one would write them', () => {
  expect(formatPath(['rules', 'a b', 'dates', 0, 'from'])).toBe('rules."a b".dates[0].from');
});

test('a later check can name a place in the file', () => {
  const loaded = load(file('rules:\n  r:\n    cron: { close: "0 19 * * *", open: "0 9 * * *" }\n'));
  expect(issueAt(loaded, ['rules', 'r', 'cron', 'close'], 'is wrong', 'write it right')).toEqual({
    file: 'closures.yml',
    line: 5,
    column: 20,
    path: ['rules', 'r', 'cron', 'close'],
    message: 'is wrong',
    remedy: 'write it right',
  });
});
