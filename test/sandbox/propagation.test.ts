import { expect, test } from 'vitest';
import { makeBusiness, type SettingsRow, settingsOf } from '../../lib/sandbox/index.ts';
import { type Call, sandboxOf } from './support.ts';

const one = makeBusiness(1, 1, { settings: settingsOf() });
const path = `/messaging/settings/${one.settingId}`;
const closed = settingsOf({ is_launched: false, offline_message: 'Closed.' });

async function read(call: Call): Promise<SettingsRow> {
  const { body } = await call('GET', '/messaging/settings');
  return (body as { settings: SettingsRow[] }).settings[0]!;
}

test('is_launched shows in reads only after the delay, everything else at once', async () => {
  const { call, sandbox, clock } = await sandboxOf({ businesses: [one], launchDelayMilliseconds: 90_000 });
  const answered = await call('POST', path, { body: closed });
  expect(answered.body).toMatchObject(closed);
  expect(sandbox.settings()[0]).toMatchObject(closed);
  expect(await read(call)).toMatchObject({ ...closed, is_launched: true });
  await clock.advance(89_999);
  expect(await read(call)).toMatchObject({ is_launched: true });
  await clock.advance(1);
  expect(await read(call)).toMatchObject({ is_launched: false });
});

test('a write that leaves is_launched alone does not put the change off', async () => {
  const { call, clock } = await sandboxOf({ businesses: [one], launchDelayMilliseconds: 60_000 });
  await call('POST', path, { body: closed });
  await clock.advance(59_000);
  await call('POST', path, { body: { ...closed, offline_message: 'Still closed.' } });
  await clock.advance(1_000);
  expect(await read(call)).toMatchObject({ is_launched: false, offline_message: 'Still closed.' });
});

test('closing and reopening within the delay show one after the other', async () => {
  const { call, clock } = await sandboxOf({ businesses: [one], launchDelayMilliseconds: 60_000 });
  await call('POST', path, { body: closed });
  await clock.advance(30_000);
  await call('POST', path, { body: settingsOf() });
  const seen: boolean[] = [];
  for (let i = 0; i < 3; i += 1) {
    seen.push((await read(call)).is_launched);
    await clock.advance(30_000);
  }
  expect(seen).toEqual([true, false, true]);
});

test('a person’s relaunch shows at once and replaces a change still under way', async () => {
  const { call, sandbox, clock } = await sandboxOf({ businesses: [one], launchDelayMilliseconds: 60_000 });
  await call('POST', path, { body: closed });
  await clock.advance(10_000);
  sandbox.person.relaunch('ST-00001');
  await clock.advance(100_000);
  expect(await read(call)).toMatchObject({ is_launched: true, offline_message: 'Closed.' });
});

test('a person’s edit of a text leaves a change of is_launched under way', async () => {
  const { call, sandbox, clock } = await sandboxOf({ businesses: [one], launchDelayMilliseconds: 60_000 });
  await call('POST', path, { body: closed });
  sandbox.person.edit(one.business.id, { offline_message: ' Back soon. ' });
  expect(await read(call)).toMatchObject({ is_launched: true, offline_message: 'Back soon.' });
  await clock.advance(60_000);
  expect(await read(call)).toMatchObject({ is_launched: false, offline_message: 'Back soon.' });
  expect(sandbox.writesOf(one.business.id)).toHaveLength(1);
});

test('stale reads show some state of the last moments, never an older one, and agree in the end', async () => {
  const { call, clock } = await sandboxOf({ businesses: [one], faults: { staleReadsMilliseconds: 5_000 } });
  await call('POST', path, { body: closed });
  await clock.advance(2_500);
  const seen = new Set<string | null>();
  for (let i = 0; i < 30; i += 1) seen.add((await read(call)).offline_message);
  expect([...seen].sort()).toEqual(['Closed.', settingsOf().offline_message].sort());
  await clock.advance(2_501);
  for (let i = 0; i < 30; i += 1) expect((await read(call)).offline_message).toBe('Closed.');
});

test('a hundred writes later, stale reads still reach back just as far', async () => {
  const { call, clock } = await sandboxOf({ businesses: [one], faults: { staleReadsMilliseconds: 3_000 } });
  for (let i = 0; i < 100; i += 1) {
    await call('POST', path, { body: settingsOf({ offline_message: `text ${i}` }) });
    await clock.advance(1_000);
  }
  const seen = new Set<string | null>();
  for (let i = 0; i < 60; i += 1) seen.add((await read(call)).offline_message);
  expect([...seen].sort()).toEqual(['text 97', 'text 98', 'text 99']);
});
