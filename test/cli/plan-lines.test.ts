import { expect, test } from 'vitest';
import { planCsv } from '../../lib/cli/plan-csv.ts';
import { planTable } from '../../lib/cli/plan-table.ts';
import { createCalendarFile } from '../../lib/operations/calendar/calendar-file.ts';
import type { PlannedClosure } from '../../lib/operations/index.ts';
import { printed, recorded } from '../support/desk/printed.ts';

const REST = {
  waves: [],
  staged: [],
  ways: [],
  templates: [],
  requests: { reads: 1, writes: 0 },
  inWords: [],
  warnings: [],
  isPaused: false,
  isRefused: false,
};
const WINDOW = { from: '2026-12-20T00:00:00+01:00', to: '2027-01-01T00:00:00+01:00' };

let number = 0;
function row(overrides: Partial<PlannedClosure>): PlannedClosure {
  number += 1;
  return {
    ...{ organization: 'acme', business: `b${number}`, code: `ST-${number}`, rule: 'public-holidays' },
    ...{ name: 'Noël', kind: 'close', timezone: 'Europe/Paris', effect: {} },
    ...{ start: '2026-12-25T00:00:00+01:00', end: '2026-12-26T00:00:00+01:00' },
    ...{ offlineMessage: FRENCH, reopens: '2026-12-28T09:00:00+01:00' },
    ...overrides,
  };
}

/** A row as the plan gives it where no other business has the same. */
function alone({ organization, business, code, reopens, offlineMessage, ...facts }: PlannedClosure) {
  const wording = () => offlineMessage?.replace(/\d+ h/, '…') ?? null;
  return {
    businesses: [{ organization, business, code }],
    closures: [{ facts, reopens, offlineMessage, wording }],
  };
}

const FRENCH =
  'Nous sommes fermés (Noël). Réouverture le lundi 28 décembre à 9 h. À bientôt dans nos magasins !';
const SPANISH = 'Cerrado por Navidad.';

function rows(): PlannedClosure[] {
  number = 0;
  const sale = {
    ...{ rule: 'december-sundays', name: 'december-sundays', kind: 'open' as const, offlineMessage: null },
    ...{ start: '2026-12-20T10:00:00+01:00', end: '2026-12-20T18:00:00+01:00' },
  };
  const held = {
    ...{ rule: 'ad-hoc:hold-1', name: 'ad-hoc:hold-1', kind: 'hold' as const, offlineMessage: null },
    ...{ start: '2026-12-25T08:00:00+01:00', end: null },
  };
  return [
    ...Array.from({ length: 6 }, () => row({})),
    row({ offlineMessage: SPANISH, name: 'Navidad' }),
    ...Array.from({ length: 3 }, () => row(sale)),
    row(held),
  ];
}

function planned(width: number, all = rows()): string[] {
  return printed(width, (out) => {
    const table = planTable(out, WINDOW, false);
    for (const one of all) void table.closures(alone(one));
    void table.end(REST);
  });
}

test('plan within 80 columns: what closes, opens and is held, and what people read', () => {
  const lines = planned(80);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.slice(2, -2)).toEqual([
    '  when           shops         rule              name            which',
    'Sunday 20 Dec 2026',
    '  10:00 – 18:00      3  open   december-sundays                  ST-8 ST-9 ST-10',
    '',
    'Friday 25 Dec 2026',
    '  all day            7  close  public-holidays   Noël / Navidad',
    '      6 read: “Nous sommes fermés (Noël). Réouverture le lundi 28 décembre à 9…',
    '      1 read: “Cerrado por Navidad.”',
    '  from 08:00         1  hold   ad-hoc:hold-1                     ST-11',
    '',
    '11 closures of 11 shops',
  ]);
});

test('texts that differ in the opening alone are one wording', () => {
  const at = (hour: number) => row({ offlineMessage: `Fermé jusqu’à ${hour} h.` });
  expect(planned(80, [at(8), at(9), at(9), row({ offlineMessage: 'Closed.' })])).toEqual(
    expect.arrayContaining(['      3 read, 2 openings: “Fermé jusqu’à 9 h.”', '      1 read: “Closed.”']),
  );
});

test('while writing is paused nothing is said to be on time', () => {
  const lines = printed(80, (out) => {
    const wave = { organization: 'acme', at: WINDOW.from, startsAt: WINDOW.from, endsAt: WINDOW.from };
    const counts = { closing: 1, unled: 0, reopening: 0, changing: 0, writes: 1, late: 0 };
    void planTable(out, WINDOW, false).end({ ...REST, waves: [{ ...wave, ...counts }], isPaused: true });
  });
  expect(lines).toContain('Nothing will be done until `resume`.');
  expect(lines.join('\n')).not.toContain('on time');
});

test('through a pipe nothing is cut', () => {
  expect(planned(Number.POSITIVE_INFINITY).join('\n')).toContain(`6 read: “${FRENCH}”`);
});

test('of many wordings the first are shown, and how many shops read another one', () => {
  const all = Array.from({ length: 30 }, (_, shop) => row({ offlineMessage: `Shop ${shop}` }));
  const lines = planned(80, all);
  expect(lines).toContain('      1 read: “Shop 0”');
  expect(lines).toContain('      18 read another wording');
});

test('a plan for a spreadsheet has a row for each closure and shop', async () => {
  const text = await recorded(async (out) => {
    const sheet = planCsv(out);
    for (const one of [...rows().slice(5, 7), row({ name: '=SUM(A1)', reopens: null, end: null })])
      await sheet.closures(alone(one));
    await sheet.end(REST);
  });
  expect(text.split('\r\n')).toEqual([
    'organization,business,code,rule,name,kind,start,end,timezone,reopens,offlineMessage',
    `acme,b6,ST-6,public-holidays,Noël,close,2026-12-25T00:00:00+01:00,2026-12-26T00:00:00+01:00,Europe/Paris,2026-12-28T09:00:00+01:00,${FRENCH}`,
    `acme,b7,ST-7,public-holidays,Navidad,close,2026-12-25T00:00:00+01:00,2026-12-26T00:00:00+01:00,Europe/Paris,2026-12-28T09:00:00+01:00,${SPANISH}`,
    `acme,b12,ST-12,public-holidays,'=SUM(A1),close,2026-12-25T00:00:00+01:00,,Europe/Paris,,${FRENCH}`,
    '',
  ]);
});

test('a calendar says of each event that does not close what it does, and what people read', () => {
  const file = createCalendarFile();
  for (const row of rows()) {
    const { reopens, offlineMessage } = row;
    file.add({
      businesses: [row],
      closures: [{ facts: row, reopens, offlineMessage, wording: () => offlineMessage }],
    });
  }
  const text = file.text().replaceAll('\r\n ', '');
  expect([...text.matchAll(/SUMMARY:(.*)\r/g)].map(([, summary]) => summary)).toEqual([
    'Open: december-sundays (3 shops)',
    'Noël / Navidad (7 shops)',
    'Kept open: ad-hoc:hold-1 (1 shop)',
  ]);
  expect(text).toContain(`\\n6: ${FRENCH}\\n1: ${SPANISH}`);
});
