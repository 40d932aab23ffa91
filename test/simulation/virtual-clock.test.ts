import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { SimulationStalledError, VirtualClock } from '../../lib/simulation/virtual-clock.ts';

const HOUR = 3_600_000;

test('time jumps to the next sleeper, equal instants in the order they were asked for', async () => {
  const clock = new VirtualClock(0);
  const woken: string[] = [];
  const sleep = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds);
    woken.push(`${name} at ${clock.now()}`);
  };
  await clock.run(async () => {
    await Promise.all([
      sleep('late', 2 * HOUR),
      sleep('first', HOUR),
      sleep('second', HOUR),
      sleep('now', 0),
    ]);
  });
  expect(woken).toEqual(['now at 0', `first at ${HOUR}`, `second at ${HOUR}`, `late at ${2 * HOUR}`]);
});

test('a sleep that is given up leaves no trace in time', async () => {
  const clock = new VirtualClock(0);
  const stop = new AbortController();
  await clock.run(async () => {
    const long = clock.sleep(24 * HOUR, stop.signal).catch((reason: Error) => reason.message);
    await clock.sleep(HOUR);
    stop.abort(new Error('enough'));
    expect(await long).toBe('enough');
    await clock.sleep(HOUR);
  });
  expect(clock.now()).toBe(2 * HOUR);
});

test('no time passes while a request is under way, its body included', async () => {
  const clock = new VirtualClock(0);
  const server = createServer((_request, response) => {
    response.write('half');
    setTimeout(() => response.end(' and half'), 50);
  });
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
  const asleep = clock.sleep(HOUR);
  const text = await clock.run(async () => (await clock.fetch(url)).text());
  expect({ text, now: clock.now() }).toEqual({ text: 'half and half', now: 0 });
  await asleep;
  await new Promise((resolve) => server.close(resolve));
});

test('a server that takes its time lets time pass', async () => {
  const clock = new VirtualClock(0);
  const server = createServer(async (_request, response) => {
    await clock.forServer.sleep(HOUR);
    response.end('at last');
  });
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
  await clock.run(async () => (await clock.fetch(url)).text());
  expect(clock.now()).toBe(HOUR);
  await new Promise((resolve) => server.close(resolve));
});

test('who waits for what never comes is told so', async () => {
  const clock = new VirtualClock(0);
  await expect(clock.run(() => new Promise(() => {}), 20)).rejects.toBeInstanceOf(SimulationStalledError);
});
