import type { Effect, SetEffect } from './model.ts';

/** What is said of an effect that closes. */
export type ClosingGiven = { [member in keyof Given]?: Given[member] | undefined };
type Given = Pick<SetEffect, 'reachable' | 'offlineMessage' | 'welcomeMessage' | 'chatHours' | 'templates'>;

/**
 * An effect that closes, with what `given` leaves out filled in: not reachable, the message `closed`, emptied chat hours
 * (design rule 7). `welcomeMessage` stays absent, so that a lower closure may still set it.
 */
export function closing(given: ClosingGiven = {}): Effect {
  return {
    kind: 'set',
    open: false,
    reachable: given.reachable ?? false,
    offlineMessage: given.offlineMessage ?? { message: 'closed' },
    ...(given.welcomeMessage === undefined ? {} : { welcomeMessage: given.welcomeMessage }),
    chatHours: given.chatHours ?? 'closed',
    ...(given.templates === undefined ? {} : { templates: given.templates }),
  };
}
