import { expect, test } from 'vitest';
import { isMissingBelieved } from '../../../lib/reconcile/policy/missing-settings.ts';

const MINUTE = 60_000;

test.each<
  [
    why: string,
    othersShown: boolean,
    hadSettings: boolean,
    lists: number,
    minutes: number,
    isAnyKnown: boolean,
    isBelieved: boolean,
  ]
>([
  //                                             others had    list min  known believed
  ['never had any, others are shown', /*      */ true, false, 1, 0, true, true],
  ['had some: the first list', /*             */ true, true, 1, 0, true, false],
  ['had some: the second', /*                 */ true, true, 2, 1, true, false],
  ['had some: the third, within 3 minutes', /**/ true, true, 3, 2, true, false],
  ['had some: long, but seen only twice', /*  */ true, true, 2, 60, true, false],
  ['had some: the third, after 3 minutes', /* */ true, true, 3, 3, true, true],
  ['all are missing: the first list', /*      */ false, false, 1, 0, true, false],
  ['all are missing: the third', /*           */ false, false, 3, 3, true, true],
  ['all are missing, too soon', /*            */ false, true, 3, 2, true, false],
  ['nobody ever had any', /*                  */ false, false, 9, 90, false, false],
])('%s', (_why, othersShown, hadSettings, lists, minutes, isAnyKnown, isBelieved) => {
  const missing = { othersShown, hadSettings, lists, milliseconds: minutes * MINUTE };
  expect(isMissingBelieved({ ...missing, isAnyKnown: () => isAnyKnown })).toBe(isBelieved);
});

test('whether others are known, which takes a look at all of them, is asked only where it decides', () => {
  const isAnyKnown = () => expect.unreachable();
  const missing = { hadSettings: true, lists: 3, milliseconds: 3 * MINUTE, isAnyKnown };
  expect(isMissingBelieved({ ...missing, othersShown: true })).toBe(true);
  expect(isMissingBelieved({ ...missing, othersShown: false, lists: 2 })).toBe(false);
});
