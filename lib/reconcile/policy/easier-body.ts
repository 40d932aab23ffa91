/** What is sent instead of what Partoo refuses. */
import { isDeepStrictEqual } from 'node:util';
import { SETTINGS_FIELDS, type Settings, type SettingsField, WEEKDAYS } from '../../closures/model.ts';
import { isEmptied } from '../../closures/ours.ts';
import type { BusinessRecord, Write } from '../../closures/record.ts';

/** What is about to be sent, and what is remembered of it. */
export interface Sendable {
  body: Partial<Settings>;
  write: Write;
  record: BusinessRecord;
}

export interface Easier extends Sendable {
  /** What is told of it. */
  code: string;
  message: string;
}

/**
 * What to send instead; null where nothing of it can be left out.
 * @param blamed the fields that Partoo names; none: it does not say which
 */
export function easierBody(refused: Sendable, blamed: ReadonlySet<string>): Easier | null {
  const { body, write } = refused;
  // In the middle of a closure the hours from before are emptied as well, or were what was refused: there is nothing easier.
  const isSame = isDeepStrictEqual(body.custom_chat_hours, write.before.custom_chat_hours);
  const isEasier = !isEmptied(write.before) || !(isSame || isEmptiedDayByDay(write.before));
  const isOurs = isEmptied(body) && write.overlay.chatHours === 'closed' && isEasier;
  if (isOurs && blames(blamed, 'custom_chat_hours', 'uses_business_hours'))
    return withoutEmptiedHours(refused);
  const nulls = nullsAmong(SETTINGS_FIELDS, body).filter((field) => blames(blamed, field));
  return nulls.length === 0 ? null : withoutNulls(refused, nulls);
}

/** Whether one of these fields may be why a body is refused. */
export function blames(blamed: ReadonlySet<string>, ...fields: SettingsField[]): boolean {
  return blamed.size === 0 || fields.some((field) => blamed.has(field));
}

/** The same without the nulls that Partoo is known to refuse; null where it has none of them. */
export function withoutRefusedNulls(sendable: Sendable, refused: readonly SettingsField[]): Easier | null {
  const nulls = nullsAmong(refused, sendable.body);
  return nulls.length === 0 ? null : withoutNulls(sendable, nulls);
}

function nullsAmong(fields: readonly SettingsField[], body: Partial<Settings>): SettingsField[] {
  return fields.filter((field) => body[field] === null);
}

function withoutEmptiedHours({ body, write, record }: Sendable): Easier {
  const { uses_business_hours, custom_chat_hours } = write.before;
  const hours = { uses_business_hours, custom_chat_hours };
  return {
    body: { ...body, ...hours },
    write: { ...write, settings: { ...write.settings, ...hours } },
    record: { ...record, refused: [...new Set([...record.refused, 'chat-hours' as const])] },
    code: 'empty-hours-refused',
    message:
      'Partoo refuses emptied chat hours; the rest of the closure goes through, and they are not tried again.',
  };
}

/** Nobody took those fields over: the write alone knows of them, and the next one asks for what is wanted then. */
function withoutNulls({ body, write, record }: Sendable, nulls: readonly SettingsField[]): Easier {
  const settings = { ...write.settings };
  const without = { ...body };
  for (const field of nulls) {
    copyField(field, write.before, settings);
    copyField(field, write.before, without);
    if (without[field] === null) delete without[field];
  }
  return {
    body: without,
    write: { ...write, settings, refusedNulls: [...(write.refusedNulls ?? []), ...nulls] },
    record,
    code: 'null-refused',
    message: `Partoo refuses the empty ${nulls.join(', ')} that it had sent itself; it stays as it is.`,
  };
}

/** As it is sent. A week that leaves days out is Partoo's own, and something else to it. */
function isEmptiedDayByDay(settings: Settings): boolean {
  return WEEKDAYS.every((day) => settings.custom_chat_hours?.[day] !== undefined);
}

function copyField<F extends SettingsField>(field: F, from: Settings, to: Partial<Settings>): void {
  to[field] = from[field];
}
