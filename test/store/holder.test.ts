import { expect, test } from 'vitest';
import { currentHolder, type Holder, isAlive } from '../../lib/store/sqlite/holder.ts';

/** Above the largest pid that Linux gives out (2^22). */
const NO_PID = 5_000_000;
const self = currentHolder();

test.each<{ name: string; holder: Holder; alive: boolean }>([
  { name: 'this process', holder: self, alive: true },
  { name: 'an ended process', holder: { ...self, pid: NO_PID }, alive: false },
  { name: 'an earlier process of the same pid', holder: { ...self, started: 'boot:1' }, alive: false },
  { name: 'a process of another host', holder: { ...self, host: 'elsewhere', pid: NO_PID }, alive: true },
  { name: 'this one, start unknown', holder: { ...self, started: '' }, alive: true },
  { name: 'an ended one, start unknown', holder: { ...self, started: '', pid: NO_PID }, alive: false },
])('$name counts as alive: $alive', ({ holder, alive }) => {
  // Where starts cannot be told (not Linux), one that names a start stands for nothing.
  if (self.started === '' && holder.started !== '') return;
  expect(isAlive(holder)).toBe(alive);
});
