import { expect, test, vi } from 'vitest';
import { EventRefusedError, read } from '../../functions/support/errors.ts';
import { log } from '../../functions/support/log.ts';
import { closureRequested } from '../../lib/events/schemas/incoming.ts';

function refusalOf(detail: object): EventRefusedError {
  try {
    read(closureRequested, detail);
  } catch (error) {
    if (error instanceof EventRefusedError) return error;
  }
  throw new Error('it was not refused');
}

test('a refusal of thousands of faults names ten of them', () => {
  const codes = Array.from({ length: 10_000 }, () => '');
  const { message } = refusalOf({ id: 'a', codes });
  expect(message).toMatch(/^codes\.0: is empty; .* · codes\.9: [^·]* · and 9990 more$/);
});

test('a refusal of thousands of unknown members is cut short', () => {
  const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`member-${index}`, 1]));
  expect(refusalOf({ id: 'a', all: true, ...unknown }).message.length).toBeLessThan(2500);
});

test('a refusal names the member and what would be right', () => {
  expect(refusalOf({ id: 'a b', all: true, untill: '2026-12-24' }).message).toBe(
    'id: is no id; use letters, digits, ".", "_", ":" and "-", at most 128 · untill: is not known here; did you mean "until"?',
  );
});

test('a line of the log stays short whatever somebody sent', () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  log('error', 'failed', { reason: 'x'.repeat(400_000) });
  spy.mockRestore();
  expect(written).toHaveLength(1);
  expect(written[0]!.length).toBeLessThan(2_500);
  expect(JSON.parse(written[0]!)).toMatchObject({ level: 'error', message: 'failed' });
});
