import { realClock } from '../../lib/clock.ts';
import { parseStoreAddress } from '../../lib/config/environment.ts';
import { eventBridgeBus } from '../../lib/events/eventbridge.ts';
import type { MinuteDeps } from '../../lib/operations/tick.ts';
import { openDynamodbStore } from '../../lib/store/dynamodb.ts';
import { type FunctionEnvironment, readFunctionEnvironment } from './environment.ts';
import { logFrom } from './log.ts';

export interface Minute extends MinuteDeps {
  environment: FunctionEnvironment;
}

let opened: Promise<Minute> | null = null;

/** Store, bus and clock, opened once for as long as this instance of the function lives. */
export function minute(): Promise<Minute> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Minute> {
  const environment = readFunctionEnvironment();
  logFrom(environment.PARTOO_CLOSURES_LOG_LEVEL);
  const address = parseStoreAddress(environment.PARTOO_CLOSURES_STORE, 'PARTOO_CLOSURES_STORE');
  if (address.kind !== 'dynamodb') throw new Error('unreachable: the environment names a table');
  return {
    environment,
    store: await openDynamodbStore(address.table),
    bus: eventBridgeBus(environment.PARTOO_CLOSURES_BUS),
    clock: realClock,
  };
}
