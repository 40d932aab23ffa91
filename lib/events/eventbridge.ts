import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { type BusEvent, type EventBus, SOURCE } from './bus.ts';

/** A bus of EventBridge by its name; region, endpoint and credentials come from AWS's own environment. */
export function eventBridgeBus(name: string, config: EventBridgeClientConfig = {}): EventBus {
  const client = new EventBridgeClient({
    // Tried again by putAll as well: one call that hangs is over within five seconds, which the end of a pass has.
    maxAttempts: 2,
    // Without these a request that is lost on the way waits for ever.
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
    ...config,
  });
  return {
    async put(events) {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: events.map(({ type, detail, at }) => ({
            EventBusName: name,
            Source: SOURCE,
            DetailType: type,
            Detail: JSON.stringify(detail),
            ...(at === undefined ? {} : { Time: new Date(at) }),
          })),
        }),
      );
      return events.filter((_event: BusEvent, index) => Entries[index]?.ErrorCode !== undefined);
    },
  };
}
