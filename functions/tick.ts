import middy from '@middy/core';
import { tick } from '../lib/operations/tick.ts';
import { read } from './support/errors.ts';
import { scheduled } from './support/events.ts';
import { log, measure } from './support/log.ts';
import { minute } from './support/minute.ts';
import { observed } from './support/observed.ts';

/** Every minute: has every organization reconciled that is due soon. */
export const handler = middy<unknown, { due: number }>()
  .use(observed('tick'))
  .handler(async (event) => {
    const { scheduledTime } = read(scheduled, event);
    const { environment, ...deps } = await minute();
    const { due } = await tick(deps, { tells: environment.PARTOO_CLOSURES_NOTIFIES === 'true' });
    log('info', 'ticked', { scheduledTime, due });
    measure(environment.PARTOO_CLOSURES_STAGE, { TickSucceeded: 1, OrganizationsDue: due });
    return { due };
  });
