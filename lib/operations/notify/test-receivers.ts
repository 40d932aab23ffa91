import { randomUUID } from 'node:crypto';
import { isoOf } from '../../clock.ts';
import { type Config, type Heartbeat, NOTIFICATION_KINDS, type Receiver } from '../../config/model.ts';
import { isReceiver, type Notice, wants } from '../../events/notifications/notice.ts';
import { beat, NotTakenError, type Sending, send } from '../../events/notifications/send.ts';

export interface Tried {
  way: (Receiver | Heartbeat)['way'];
  /** Why it was not taken; null: it was. */
  error: string | null;
}

/** Sends something harmless to everybody in `notify`, side by side. */
export async function testReceivers(
  sending: Sending,
  { notify = [], organizations }: Config,
): Promise<Tried[]> {
  const organization = organizations[0]!.id;
  return Promise.all(
    notify.map(async (one): Promise<Tried> => {
      try {
        await (isReceiver(one)
          ? send({ ...sending, isTest: true }, one, [testNotice(sending, one, organization)])
          : beat(sending, one));
        return { way: one.way, error: null };
      } catch (error) {
        return { way: one.way, error: error instanceof NotTakenError ? error.message : addressFault(error) };
      }
    }),
  );
}

/** What is wrong with a reference says its name, never what it stands for. */
function addressFault(error: unknown): string {
  return error instanceof Error ? error.message : 'its address could not be read';
}

function testNotice({ clock }: Sending, receiver: Receiver, organization: string): Notice {
  const id = randomUUID().replaceAll('-', '');
  const at = isoOf(clock.now());
  const kinds = NOTIFICATION_KINDS.filter((kind) =>
    (receiver.organizations ?? [organization]).some((one) => wants(receiver, kind, one)),
  );
  const reason = `This is a test. Here comes what is to be told of: ${kinds.join(', ')}.`;
  return {
    ...{ id, organization, kind: 'digest', type: 'Notification Test', queuedAt: clock.now() },
    detail: { version: 1, eventId: id, organization, at, reason },
  };
}
