import { expect, test } from 'vitest';
import { factsOfSave } from '../../lib/events/facts.ts';
import { entry } from '../store/samples.ts';

test.each([
  ['christmas: Noël', 'christmas'],
  ['christmas: Noël: encore is over', 'christmas'],
  ['ad-hoc:flood-1: Flood', 'ad-hoc:flood-1'],
  ['ad-hoc:flood-1', 'ad-hoc:flood-1'],
  ['ad-hoc:flood-1 is over', 'ad-hoc:flood-1'],
  ['released', null],
  ['relaunched by a person', null],
])('a change because of "%s" is told with the closure %s', (reason, closure) => {
  const [fact] = factsOfSave('acme', [], [entry({ reason })]);
  expect(fact?.detail).toMatchObject({ reason, closure });
});
