/** A plan as a difference against what is applied. */
import { expect, test } from 'vitest';
import { day, desk, ORGANIZATIONS } from '../support/desk/desk.ts';

const strike = `  strike: { scope: { codes: [ST-00001] }, dates: [{ from: ${day(5)}, name: Strike }] }\n`;
const works = `  works: { scope: { codes: [ST-00001] }, dates: [{ from: ${day(10)}, name: Works }]`;
const sale = `  sale: { scope: { codes: [ST-00002] }, dates: [{ from: ${day(15)}, name: Sale }] }\n`;

test('plan --changes says what a file changes: closures that come, go, and say something else', async () => {
  await using one = await desk(`${strike}${works} }\n`);
  const changesOf = async () => {
    const { code, json } = await one.run(['plan', '--changes', '--json']);
    expect(code).toBe(0);
    return (json() as unknown as { changes: Record<string, unknown>[] }).changes;
  };
  // Nothing is applied yet: all of it is new.
  expect(await changesOf()).toMatchObject([
    { change: 'added', rule: 'strike', businesses: 1, codes: ['ST-00001'] },
    { change: 'added', rule: 'works', start: expect.stringContaining(day(10)) },
  ]);
  expect((await one.run(['apply', '--yes'])).code).toBe(0);
  expect(await changesOf()).toEqual([]);
  expect((await one.run(['plan', '--changes'])).stdout).toContain('Nothing changes.');

  await one.configure(
    `${ORGANIZATIONS}messages: { sorry: "Sorry for the noise!" }\nrules:\n${works}, message: sorry }\n${sale}`,
  );
  const changes = await changesOf();
  expect(changes.map(({ change, rule }) => [change, rule])).toEqual([
    ['removed', 'strike'],
    ['changed', 'works'],
    ['added', 'sale'],
  ]);
  expect(changes[1]).toMatchObject({ text: 'Sorry for the noise!', textBefore: expect.stringMatching(/./) });
  const { stdout } = await one.run(['plan', '--changes']);
  for (const line of [
    /^- .*strike: Strike/m,
    /^~ .*works: Works/m,
    /^\s+\+ Sorry for the noise!/m,
    /^\+ .*sale/m,
  ])
    expect(stdout).toMatch(line);
  expect((await one.run(['plan', '--changes', '--csv'])).code).toBe(2);
}, 60_000);
