/** What a request asks for, made into a closure. */
import { randomBytes } from 'node:crypto';
import { type Instant, isoOf } from '../../clock.ts';
import { closing } from '../../closures/closing-effect.ts';
import type { AdHocClosure, Bound, Effect, Scope } from '../../closures/model.ts';
import { selectsSomething } from '../../closures/scope.ts';
import type { Config } from '../../config/model.ts';
import { placeholderFaults } from '../../config/placeholders.ts';
import { language as languageTag } from '../../reading/language.ts';
import { quoted, readWith } from '../../reading/readers.ts';
import { suggest } from '../../reading/suggest.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { refuseInterval, refuseReason, refuseScope, refuseText } from './closure-bounds.ts';

export interface ClosureRequest {
  /** Chosen by the sender, which makes the request idempotent; null: made here. */
  id: string | null;
  organization: string | null;
  scope: Scope;
  all: boolean;
  /** null: now. */
  from: Bound | null;
  /** null: until further notice. */
  until: Bound | null;
  message: string | null;
  text: string | null;
  /** Of `text`, BCP 47; null or left out: that of the organization. */
  language?: string | null;
  reason: string | null;
  urgent: boolean;
  hold: boolean;
  actor: string;
}

/** The closure that a request asks for at `now`. @throws UsageError where it asks for what cannot be */
export function closureOf(request: ClosureRequest, config: Config, now: Instant): AdHocClosure {
  if (!request.all && !selectsSomething(request.scope)) {
    throw new UsageError(
      'no-selectors',
      'Nothing says which shops are meant.',
      'Select some (--codes, --businesses, --groups, --countries, --regions, --zipcodes, …), or say --all.',
    );
  }
  refuseScope(request.scope);
  const from = request.from ?? isoOf(now);
  refuseInterval(from, request.until, now);
  if (request.reason !== null) refuseReason(request.reason);
  return {
    id: request.id ?? `${request.hold ? 'hold' : 'close'}-${randomBytes(6).toString('hex')}`,
    scope: request.scope,
    all: request.all,
    from,
    until: request.until,
    effect: effectOf(request, config),
    reason: request.reason,
    urgent: request.urgent,
    hold: request.hold,
    createdAt: now,
    actor: request.actor,
    endedAt: null,
  };
}

/** What a closure or a hold does. @throws UsageError for an unknown message or a text with faults */
export function effectOf(
  { hold, message, text, language }: Pick<ClosureRequest, 'hold' | 'message' | 'text' | 'language'>,
  config: Config,
): Effect {
  if (hold) return { kind: 'set', open: true };
  return closing({
    offlineMessage:
      text === null
        ? { message: knownMessage(message ?? 'closed', config) }
        : { text: checkedText(text), ...languageOf(language ?? null) },
  });
}

/** Somebody who gives a hold a text means something else by it. */
export function silentHold(): UsageError {
  return new UsageError('hold', 'A hold shows no text.', 'It keeps open: leave the text out.');
}

function knownMessage(name: string, config: Config): string {
  const names = ['closed', 'planned', ...Object.keys(config.messages)];
  if (names.includes(name)) return name;
  const meant = suggest(name, names);
  throw new UsageError(
    'unknown-message',
    `There is no message ${quoted(name)}.`,
    meant ? `Did you mean "${meant}"?` : `Take one of: ${names.slice(0, 10).join(', ')}.`,
  );
}

function languageOf(tag: string | null): { language?: string } {
  if (tag === null) return {};
  const fault: string[] = [];
  const known = readWith(languageTag, tag, (message, remedy) => fault.push(message, remedy));
  if (known !== undefined) return { language: known };
  throw new UsageError('language', `The language: ${fault[0]}.`, asSentence(fault[1] ?? ''));
}

function checkedText(text: string): string {
  refuseText(text);
  const fault = placeholderFaults(text)[0];
  if (fault) throw new UsageError('text', `The text: ${fault[0]}.`, asSentence(fault[1]));
  return text;
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}
