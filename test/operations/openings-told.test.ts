/** What texts and plans say of openings, from closures.yml and what Partoo has of a shop. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlannedClosure, plan } from '../../lib/operations/index.ts';
import { makeBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { BACK, messagesYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const OPEN = ['09:00-19:00'];
const NO_SUNDAY = {
  ...{ monday: OPEN, tuesday: OPEN, wednesday: OPEN, thursday: OPEN, friday: OPEN, saturday: OPEN },
  sunday: [],
};
const LISTED = { open_hours: NO_SUNDAY, specific_hours: { open: [], close: [] } };
const ALSACE = { country: 'FR', region: null, city: 'Strasbourg', zipcode: '67000', lat: 48.58, long: 7.75 };
const WARSAW = { country: 'PL', region: null, city: 'Warszawa', zipcode: '00-001', lat: 52.23, long: 21.01 };
const BERLIN = { country: 'DE', region: null, city: 'Berlin', zipcode: '10115', lat: 52.53, long: 13.38 };
const SATURDAY = { uses_business_hours: false, custom_chat_hours: { saturday: ['10:00-18:00'] } };

let world: World;
beforeAll(async () => {
  const listed = settingsOf({ uses_business_hours: true });
  world = await makeWorld({
    businesses: [
      makeBusiness(1, 1, { business: { ...LISTED, ...ALSACE, default_lang: 'fr' }, settings: listed }),
      makeBusiness(2, 1, { business: { ...LISTED, ...WARSAW, default_lang: 'pl' }, settings: listed }),
      makeBusiness(3, 1, { business: { ...LISTED, ...BERLIN, default_lang: 'de' }, settings: listed }),
      makeBusiness(4, 1, { business: { ...ALSACE, default_lang: 'fr' }, settings: settingsOf(SATURDAY) }),
    ],
  });
});
afterAll(() => world.end());

async function planned(code: string, rules: string, day: string): Promise<PlannedClosure[]> {
  const { config } = world.configOf(rules);
  const from = Date.parse(`${day}T00:00+01:00`);
  const rows: PlannedClosure[] = [];
  const options = { from, to: from + 86_400_000, organization: null, summary: false };
  for await (const part of plan(world.deps, config, options))
    if (part.kind === 'closure' && part.row.code === code) rows.push(part.row);
  return rows;
}

const HOLIDAYS = 'rules:\n  feasts:\n    holidays: { types: [public] }\n    message: back\n';
const FRIDAY = 'rules:\n  friday: { dates: [{ from: 2026-12-25, name: Noël }], message: back }\n';
const WEEKLY = `  hours:
    weekly: { ${Object.keys(NO_SUNDAY)
      .filter((day) => day !== 'sunday')
      .map((day) => `${day}: ["09:00-19:00"]`)
      .join(', ')} }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;
const NIGHTS = `  nights:
    cron: { close: "0 19 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

const EVE = `${messagesYml({ back: { de: '{{closure_name}}, {{reopens}}' } })}rules:
  feasts:
    holidays: { types: [public], also: [{ every: 12-24, from: "17:00", name: "24/12" }] }
    message: back
`;

// biome-ignore format: a case a line
test.each<[what: string, code: string, rules: string, day: string, text: string]>([
  ['a Polish shop reads the default, with English dates', 'ST-00002', BACK + FRIDAY, '2026-12-25', 'Back Saturday, 26 December at 09:00'],
  ['a closed Sunday after both days of Alsace, with weekly hours over them', 'ST-00001', BACK + HOLIDAYS + WEEKLY, '2026-12-26', 'Retour lundi 28 décembre à 09:00'],
  ['Christmas on a Saturday, and a closed Sunday', 'ST-00003', 'rules: { feasts: { holidays: { types: [public] } } }', '2027-12-25', 'Wir haben derzeit geschlossen. Wieder geöffnet ab: Montag, 27. Dezember, um 09:00 Uhr.'],
  ['nights end at eight, and the shop answers at ten', 'ST-00004', BACK + FRIDAY + NIGHTS, '2026-12-25', 'Retour samedi 26 décembre à 10:00'],
  ['an evening and the day after it are called after the day', 'ST-00003', EVE, '2026-12-24', '1. Weihnachtstag, Montag, 28. Dezember, um 09:00 Uhr'],
])('%s', async (_, code, rules, day, text) => {
  const rows = await planned(code, rules, day);
  expect(rows.find(({ offlineMessage }) => offlineMessage !== null)?.offlineMessage).toBe(text);
});

test('a rule that opens on a Sunday is an opening, and the weekly closing before it ends there', async () => {
  const sunday = `  sundays:
    dates: [{ from: 2026-12-20 }]
    effect: { open: true, chatHours: ["10:00-18:00"] }
    priority: 80
`;
  const rows = await planned('ST-00001', `rules:\n${WEEKLY}${sunday}`, '2026-12-20');
  expect(rows.map(({ rule, kind, reopens }) => [rule, kind, reopens])).toEqual([
    ['hours', 'close', '2026-12-20T10:00:00+01:00'],
    ['sundays', 'open', '2026-12-20T10:00:00+01:00'],
  ]);
});
