import { expect, test } from 'vitest';
import { printedUnder } from '../support/program.ts';
import { CORPUS } from './ical/feeds/odd.ts';

// The last four skip a midnight in their own spring, which the holiday package trips over.
const HOSTS = ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Havana'];

test('story 15: occurrences, those of every feed of the corpus among them, do not depend on the zone of the host', {
  timeout: 120_000,
}, async () => {
  const expected = await printedUnder('UTC', 'zones');
  expect(JSON.parse(expected)).toHaveLength(18 + CORPUS.length);
  for (const zone of [...HOSTS, 'America/Santiago', 'Atlantic/Azores', 'Asia/Beirut'])
    expect(await printedUnder(zone, 'zones'), zone).toBe(expected);
});
