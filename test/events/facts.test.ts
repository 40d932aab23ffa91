import { expect, test } from 'vitest';
import { type Cause, sentenceOf } from '../../lib/closures/cause.ts';
import { newRecord } from '../../lib/closures/record.ts';
import { factsOfSave, factsOfTemplates } from '../../lib/events/facts.ts';
import { entry } from '../support/world/samples.ts';

test.each<[Cause, string, string | null]>([
  [{ kind: 'in-force', closure: 'christmas', name: 'Noël: encore' }, 'christmas: Noël: encore', 'christmas'],
  [{ kind: 'in-force', closure: 'ad-hoc:flood', name: null }, 'ad-hoc:flood', 'ad-hoc:flood'],
  [{ kind: 'over', closure: 'ad-hoc:a: b', name: 'is over' }, 'ad-hoc:a: b: is over is over', 'ad-hoc:a: b'],
  [
    { kind: 'changed', closure: 'christmas', fields: ['is_launched'] },
    'changed by a person: is_launched',
    'christmas',
  ],
  [{ kind: 'changed', closure: null, fields: ['is_launched'] }, 'changed by a person: is_launched', null],
  [
    { kind: 'restored', closure: null, fields: ['offline_message'] },
    'baseline of offline_message put back on demand',
    null,
  ],
  [{ kind: 'released', closure: null }, 'released', null],
  [{ kind: 'relaunched', closure: null }, 'relaunched by a person', null],
])('a change because of %j is told as "%s", with its closure', (cause, reason, closure) => {
  const [fact] = factsOfSave('acme', [], [entry({ cause, reason: sentenceOf(cause) })]);
  expect(fact?.detail).toMatchObject({ reason, closure });
});

test.each([
  ['christmas: Noël', 'christmas'],
  ['christmas: Noël: encore is over', 'christmas'],
  ['ad-hoc:flood-1: Flood', 'ad-hoc:flood-1'],
  ['ad-hoc:flood-1', 'ad-hoc:flood-1'],
  ['ad-hoc:flood-1 is over', 'ad-hoc:flood-1'],
  ['released', null],
  ['relaunched by a person', null],
])('an entry of a write that 0.1.0 began because of "%s" is told with the closure %s', (reason, closure) => {
  const [fact] = factsOfSave('acme', [], [entry({ reason })]);
  expect(fact?.detail).toMatchObject({ reason, closure });
});

test('a write that was to change what was there already is told to nobody, unless Partoo keeps it otherwise', () => {
  const there = { is_launched: false, offline_message: 'Fermé' };
  expect(factsOfSave('acme', [], [entry({ before: there, after: { ...there } })])).toEqual([]);
  const rewritten = { ...there, rewritten: ['offline_message'] };
  expect(factsOfSave('acme', [], [entry({ before: there, after: rewritten })])).toHaveLength(1);
});

test('a template that begins to fail again on the same day is the same alert', () => {
  const noon = Date.parse('2026-12-25T12:00:00Z');
  const idAt = (since: number, message = 'no answer') => {
    const failing = { ...{ since, attempts: 1, code: 'timeout', message }, nextTryAt: since, isNew: true };
    return factsOfTemplates('acme', [{ ...newRecord('template:Holiday', null), failing }], [])[0]?.id;
  };
  expect(idAt(noon + 60_000)).toBe(idAt(noon));
  expect(idAt(noon + 24 * 3600_000)).not.toBe(idAt(noon));
  expect(idAt(noon, 'refused')).not.toBe(idAt(noon));
});

test('a fact is the same fact with a cause and without', () => {
  const cause: Cause = { kind: 'in-force', closure: 'holidays', name: 'Noël' };
  const [before] = factsOfSave('acme', [], [entry()]);
  const [after] = factsOfSave('acme', [], [entry({ cause })]);
  expect(after).toEqual(before);
});
