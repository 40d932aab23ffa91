/** The description of the interface holds what it says, and says all that there is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { description: string }>;
}
interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

let world: HttpWorld;
let description: Description;
beforeAll(async () => {
  world = await makeHttpWorld();
  const token = await world.token(['read']);
  const answer = await world.ask('GET', '/v1/openapi.json', { token });
  description = answer.body as unknown as Description;
}, 60_000);
afterAll(() => world.end());

const operations = () => Object.values(description.paths).flatMap((path) => Object.values(path));

test('is OpenAPI 3.1, with an id for each operation', () => {
  expect(description.openapi).toBe('3.1.0');
  const ids = operations().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('refers to nothing that is not there', () => {
  const text = JSON.stringify(description);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(references.length).toBeGreaterThan(0);
  for (const path of new Set(references)) {
    const found = path
      .split('/')
      .reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], description);
    expect(found, path).toBeDefined();
  }
  expect(text).not.toMatch(/"\$(defs|schema|id)"/);
});

test('every path that it names answers as it says, where nobody has said who they are', async () => {
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, { responses }] of Object.entries(methods)) {
      const { status } = await world.ask(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'));
      expect(Object.keys(responses), `${method} ${path}`).toContain(String(status));
    }
});
