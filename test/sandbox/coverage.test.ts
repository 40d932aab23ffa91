import { expect, test } from 'vitest';
import { ROUTES } from '../../lib/sandbox/router.ts';
import { OPERATIONS } from './contract.ts';

test('the sandbox serves every operation of the contract and no other', () => {
  const served = ROUTES.map(({ method, path, operation }) => `${method} ${path}: ${operation}`);
  const documented = OPERATIONS.map(({ method, path, operation }) => `${method} ${path}: ${operation}`);
  expect(served.sort()).toEqual(documented.sort());
});
