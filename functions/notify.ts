import middy from '@middy/core';
import * as z from 'zod';
import { Notifier } from '../lib/operations/notify/notifier.ts';
import { freshenElsewhere } from '../lib/reconcile/refresh/freshen-elsewhere.ts';
import { depsOf } from './support/deps.ts';
import { read } from './support/errors.ts';
import { busEvent } from './support/events.ts';
import { log } from './support/log.ts';
import { minute } from './support/minute.ts';
import { observed } from './support/observed.ts';

/** An event that somebody may want to hear of: takes it down for them. After each tick: tells what is due. */
export const handler = middy<unknown, { queued: number }>()
  .use(observed('notify'))
  .handler(async (event) => {
    const asked = read(busEvent, event);
    const services = await minute();
    // What is told of shops here comes from the store alone.
    const deps = depsOf(
      services,
      freshenElsewhere(async () => {}),
    );
    const onTrouble = (reason: string) => log('warn', 'not told', { reason });
    const notifier = new Notifier({ deps, fetch, onTrouble });
    const { 'detail-type': type, time } = asked;
    if (type === 'Ticked') {
      await notifier.deliver();
      return { queued: 0 };
    }
    const detail = read(z.record(z.string(), z.unknown()), asked.detail);
    await notifier.take([{ type, detail, at: Date.parse(time) }]);
    return { queued: 1 };
  });
