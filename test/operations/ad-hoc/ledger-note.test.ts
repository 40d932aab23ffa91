import { expect, test } from 'vitest';
import { closureChanged, closureRequested } from '../../../lib/events/schemas/incoming.ts';
import {
  type ClosureEvent,
  EMPTY_LEDGER,
  mergeEvent,
} from '../../../lib/operations/ad-hoc/closure-ledger.ts';
import { ledgerNote } from '../../../lib/operations/ad-hoc/ledger-note.ts';

const note = ledgerNote('flood-7');
const NOON = Date.UTC(2026, 11, 20, 12);

const requested = (detail: object = {}): ClosureEvent => ({
  kind: 'requested',
  detail: closureRequested.parse({ id: 'flood-7', ...detail }),
});
const changed = (detail: object): ClosureEvent => ({
  kind: 'changed',
  detail: closureChanged.parse({ id: 'flood-7', ...detail }),
});

/** As events leave it in the store. */
function textAfter(...events: ClosureEvent[]): string {
  const ledger = events.reduce(
    (known, event, at) => mergeEvent(known, event, NOON + at, { source: 'weather' }),
    EMPTY_LEDGER,
  );
  return note.toText({ ...ledger, organizations: ['acme'] });
}

/** Read and written again, whatever comes once more is known to be there already: order counts. */
test.each<[string, ClosureEvent[]]>([
  ['nothing', []],
  [
    'a request of every member',
    [
      requested({
        codes: ['ST-1'],
        groups: [3],
        zipcodes: ['67*'],
        exclude: { cities: ['Lyon'], groups: [1, 2] },
        from: '2026-12-20T18:00',
        for: '2d',
        text: 'Fermé. 🌊',
        language: 'fr',
        reason: 'Flood',
        urgent: true,
        hold: false,
      }),
    ],
  ],
  ['a request without an end', [requested({ all: true, from: '2026-12-20', until: null, message: 'flood' })]],
  [
    'changes, and an end',
    [
      requested({ businesses: ['b1'] }),
      changed({ until: '2026-12-24T12:00:00+01:00', text: 'Wasser.', language: 'de' }),
      changed({ reason: '', urgent: false }),
      { kind: 'cancelled', detail: { id: 'flood-7' } },
    ],
  ],
  [
    'changes that wait for their request',
    [changed({ until: null, message: 'flood' }), changed({ for: '90m' })],
  ],
])('%s is read as it was written, to the byte', (_what, events) => {
  const text = textAfter(...events);
  const read = note.fromText(text);
  expect(read && note.toText(read)).toBe(text);
  for (const [at, event] of events.entries())
    expect(mergeEvent(read!, event, NOON + at, { source: 'weather' })).toBe(read);
});

test('what version 0.1.0 took is read: longer texts and spans than are taken today', () => {
  const value = {
    id: 'flood-7',
    all: true,
    from: '2026-12-20',
    for: '9000d',
    text: 'x'.repeat(50_000),
    source: 's',
  };
  const said = {
    request: { at: NOON, value },
    changes: {},
    cancelledAt: null,
    organizations: [],
    revision: 1,
  };
  expect(note.fromText(JSON.stringify(said))).toEqual(said);
});

const KNOWN = JSON.parse(
  textAfter(requested({ all: true, from: '2026-12-20' }), changed({ for: '1d' })),
) as object;

test.each<[string, string]>([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['a list', '[]'],
  ['an instant beyond all time', JSON.stringify({ ...KNOWN, cancelledAt: 1e300 })],
  ['a count that is none', JSON.stringify({ ...KNOWN, revision: -1 })],
  ['no changes', JSON.stringify({ ...KNOWN, changes: undefined })],
  ['a day that is none', JSON.stringify(KNOWN).replace('2026-12-20', '2026-13-45')],
  ['a span that is none', JSON.stringify(KNOWN).replace('"1d"', '"soon"')],
])('%s counts as not there', (_what, text) => {
  expect(note.fromText(text)).toBeNull();
});
