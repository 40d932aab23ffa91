import * as z from 'zod';
import { closing } from '../closures/closing-effect.ts';
import type { Effect, MessageRef, SetEffect } from '../closures/model.ts';
import { eachText, TEXT_MEMBERS } from '../closures/text-members.ts';
import {
  isRecord,
  kindOf,
  mapping,
  quoted,
  type Report,
  reader,
  readWith,
  whenRead,
} from '../reading/readers.ts';
import { didYouMean } from '../reading/suggest.ts';
import { chatHours } from './chat-hours.ts';
import { messageNameAmong } from './messages.ts';
import type { Closing } from './staged.ts';
import { templates } from './templates.ts';

const REMEDY = 'write open, leave, or { reachable: false, offlineMessage: closed, chatHours: closed }';
const OPEN: SetEffect = { kind: 'set', open: true };

const reachable = reader((value, report): boolean | 'keep' => {
  if (typeof value === 'boolean' || value === 'keep') return value;
  report(kindOf(value), 'write true, false or keep');
  return z.NEVER;
});

/**
 * Reads `effect`. What a closing effect leaves out is filled in here: not reachable, the message `closed`, emptied
 * chat hours. `welcomeMessage` stays absent, so that a lower closure may still set it and else the baseline stands.
 * An effect that opens is left as it is: it masks everything lower by itself.
 * @param close fills in what is left out
 */
export function effect(messages: readonly string[], close: Closing = closing): z.ZodType<Effect> {
  const shape = effectShape(messages);
  return reader((value, report): Effect => {
    if (typeof value === 'string') {
      if (value !== 'open' && value !== 'leave')
        report(`${quoted(value)} is not known here`, didYouMean(value, ['open', 'leave'], REMEDY));
      return value === 'leave' ? { kind: 'leave' } : OPEN;
    }
    if (!isRecord(value)) report(kindOf(value), REMEDY);
    const read = isRecord(value) ? readWith(shape, value, report) : undefined;
    if (read === undefined) return z.NEVER;
    if (read.open === true)
      return read.chatHours === undefined ? OPEN : { ...OPEN, chatHours: read.chatHours };
    return close(read);
  });
}

function effectShape(messages: readonly string[]) {
  const message = reader((value, report): MessageRef | 'keep' => {
    if (value === 'keep') return 'keep';
    const name = readWith(messageNameAmong(messages), value, report);
    return name === undefined ? z.NEVER : { message: name };
  });
  const open = reader((value, report): boolean => {
    if (typeof value !== 'boolean') report(kindOf(value), 'write true, or leave it out');
    return value === true;
  });
  return mapping(
    {
      open: open.optional(),
      reachable: reachable.optional(),
      ...eachText(() => message.optional()),
      chatHours: chatHours.optional(),
      templates: whenRead(() => templates(messages)).optional(),
    },
    REMEDY,
    (raw, report) => {
      if (raw.open !== true) return;
      for (const key of ['reachable', ...TEXT_MEMBERS, 'templates'])
        if (key in raw) report('does not go with open: true', 'leave it out; chatHours may stay', [key]);
    },
  );
}

/** Reports where `message` and `effect` contradict each other. */
export function checkMessageAgainstEffect(raw: Record<string, unknown>, report: Report): void {
  if (!('message' in raw) || !('effect' in raw)) return;
  const given = raw.effect;
  const opens = given === 'open' || given === 'leave' || (isRecord(given) && given.open === true);
  if (opens) report('does not go with an effect that does not close', 'leave it out', ['message']);
  else if (isRecord(given) && 'offlineMessage' in given && given.offlineMessage !== raw.message)
    report('is not the offlineMessage of the effect', 'keep one of the two', ['message']);
}
