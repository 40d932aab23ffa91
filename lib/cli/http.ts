import { InvalidArgumentError } from 'commander';
import type { Address } from '../http/index.ts';
import { Alarm } from '../operations/alarm.ts';
import { VERSION } from '../partoo/version.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { Apart } from './apart.ts';
import type { Context } from './context.ts';

/** Nobody else is let in unless somebody says so. */
const DEFAULT_HOST = '127.0.0.1';
const LARGEST_PORT = 65_535;

/** `--http`: PORT, HOST:PORT or [IPv6]:PORT. @throws InvalidArgumentError */
export function parseAddress(text: string): Address {
  const [, ipv6, name, digits] = /^(?:(?:\[([\da-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text.trim()) ?? [];
  const port = Number(digits ?? Number.NaN);
  if (port <= LARGEST_PORT) return { host: ipv6 ?? name ?? DEFAULT_HOST, port };
  throw new InvalidArgumentError('Write PORT or HOST:PORT, such as 8080, 0.0.0.0:8080 or [::1]:8080.');
}

/**
 * Serves the HTTP interface for as long as `work` takes, which says when it ticks, and hears of what is asked for. What has been asked for by then is
 * answered before the store is closed.
 */
export async function serveWhile(
  {
    deps,
    address,
    context: { out, resolveSecret, storeAddress },
  }: { deps: Deps; address: Address; context: Context },
  work: (onTick: () => void, alarm: Alarm) => Promise<void>,
): Promise<void> {
  const { createHttp, serveHttp, workAhead } = await import('../http/index.ts');
  const alarm = new Alarm();
  let tickedAt = deps.clock.now();
  const onError = (error: unknown) =>
    out.note(`http: ${error instanceof Error ? error.message : 'unexpected'}`);
  const apart = new Apart({ storeAddress, version: VERSION }, onError);
  const serving = await serveHttp(
    createHttp({
      deps,
      version: VERSION,
      tickedAt: () => tickedAt,
      resolveSecret: (reference) => resolveSecret(reference, false),
      wake: async () => alarm.ring(),
      apart: (request) => apart.answer(request),
      onError,
    }),
    address,
  );
  const told = `Serving HTTP at ${serving.url}`;
  if (out.json) out.note(told);
  else out.line(told);
  const ahead = workAhead(deps);
  try {
    await work(() => {
      tickedAt = deps.clock.now();
    }, alarm);
  } finally {
    await serving.close();
    await ahead;
    await apart.close();
  }
}
