import { fieldsOf } from './fields.ts';
import { type Settings, type SettingsField, WEEKDAYS, type Weekday, type WeekHours } from './model.ts';
import { emptyWeek, type Overlay, overlayKeyOf, wantedSettings } from './overlay.ts';
import type { Member } from './precedence.ts';
import type { KeptField, Taken } from './record.ts';
import { identicalField, sameDay, sameField, sameHours } from './same.ts';

/** The member of an effect that a settings field belongs to; the two chat-hours fields are one decision (rule 9). */
export const MEMBER_OF: Record<SettingsField, Member> = {
  is_launched: 'reachable',
  offline_message: 'offlineMessage',
  welcome_message: 'welcomeMessage',
  uses_business_hours: 'chatHours',
  custom_chat_hours: 'chatHours',
};

/** The same of whatever is managed: a template's members are called as its fields. */
export function memberOf(field: SettingsField): Member {
  return MEMBER_OF[field] ?? (field as string as Member);
}

export interface MergeInput {
  baseline: Settings;
  /** The effects in place, and those that are to be. */
  inPlace: Overlay;
  wanted: Overlay;
  /** What Partoo is believed to hold, in the words that it was sent: where it differs from ours, a person changed it. */
  believed: Settings;
  ours: Settings;
  taken: readonly Taken[];
  /** What people had written when it was seen that fields were taken. */
  kept: readonly KeptField[];
  /** Members whose rule takes its value back from whoever changed it. */
  enforce: readonly Member[];
  /** Fields whose baseline goes back whoever changed them. */
  restoring: ReadonlySet<SettingsField>;
}

export interface Merged {
  target: Settings;
  taken: Taken[];
  amended: Partial<Settings>;
}

/**
 * The three-way merge, field by field (rule 13): where Partoo still holds ours, the wanted value goes in; where a person
 * changed a field that an effect of ours covers, theirs stays and the field is `taken`; where they changed one that no
 * effect covered, the baseline is `amended`, so that it is theirs that comes back.
 */
export function merge(input: MergeInput): Merged {
  const amended: Partial<Settings> = {};
  const { believed } = input;
  const covered = wantedSettings(input.baseline, input.inPlace);
  const taken = new Set(input.taken.filter((one) => !isGivenBack(one, covered, input)));

  for (const field of fieldsOf(believed)) {
    if (field === 'custom_chat_hours' || sameField(field, believed, input.ours)) continue;
    note(field, [field]);
  }
  if (!sameField('custom_chat_hours', believed, input.ours))
    note('custom_chat_hours', changedDays(believed, input.ours));

  const target = wantedSettings({ ...input.baseline, ...amended }, input.wanted);
  for (const field of fieldsOf(believed)) {
    if (taken.has(field)) copyField(field, believed, target);
  }
  const days = WEEKDAYS.filter((day) => taken.has(`custom_chat_hours.${day}`));
  if (days.length > 0)
    target.custom_chat_hours = withTakenDays(target.custom_chat_hours, believed.custom_chat_hours, days);
  // The order of days counts once nothing is in force any more.
  if (overlayKeyOf(input.wanted) !== '' && sameField('custom_chat_hours', target, believed))
    target.custom_chat_hours = believed.custom_chat_hours;
  return { target, taken: [...taken], amended };

  function note(field: SettingsField, what: Taken[]): void {
    if (input.restoring.has(field)) return;
    const member = memberOf(field);
    if (input.inPlace[member] === undefined) copyField(field, believed, amended);
    else if (!input.enforce.includes(member)) for (const one of what) taken.add(one);
  }
}

/** The fields that have to be written: those that mean something else, or are not yet the bytes that we once sent. */
export function fieldsToWrite(target: Settings, believed: Settings): SettingsField[] {
  return fieldsOf(target).filter((field) => !identicalField(field, target, believed));
}

/** What stays different from the baseline once nothing of ours is in place any more. */
export function keptFields(
  target: Settings,
  baseline: Settings,
  taken: readonly Taken[],
  at: number,
): KeptField[] {
  const fields = new Set(taken.map((one) => one.split('.')[0] as SettingsField));
  return [...fields]
    .filter((field) => !sameField(field, target, baseline))
    .map((field) => ({ field, baseline: baseline[field], theirs: target[field], at }));
}

/**
 * Whether a field or day that a person had taken over again holds what the effect in place puts there. Where it is what they
 * wrote, it is theirs still: an effect that came later means the same by chance.
 */
function isGivenBack(taken: Taken, covered: Settings, { believed, inPlace, kept }: MergeInput): boolean {
  const [field, day] = taken.split('.') as [SettingsField, Weekday?];
  if (inPlace[memberOf(field)] === undefined) return false;
  const isSame = (other: Settings) =>
    day === undefined
      ? sameField(field, believed, other)
      : sameDay(believed.custom_chat_hours?.[day], other.custom_chat_hours?.[day]);
  const isTheirs = kept.some((one) => one.field === field && isSame({ ...believed, [field]: one.theirs }));
  return isSame(covered) && !isTheirs;
}

function changedDays(observed: Settings, ours: Settings): Taken[] {
  if (observed.custom_chat_hours === null || ours.custom_chat_hours === null) return ['custom_chat_hours'];
  return WEEKDAYS.filter(
    (day) => !sameDay(observed.custom_chat_hours?.[day], ours.custom_chat_hours?.[day]),
  ).map((day): Taken => `custom_chat_hours.${day}`);
}

/**
 * Weekdays that a person took over stay as they are; the others, and the order of all, are those of `hours`. Where that is
 * what Partoo shows but for the order, nothing is to be written.
 */
function withTakenDays(
  hours: WeekHours | null,
  observed: WeekHours | null,
  days: readonly Weekday[],
): WeekHours {
  const merged: WeekHours = {
    ...(hours ?? emptyWeek()),
    ...Object.fromEntries(days.map((day) => [day, observed?.[day] ?? []])),
  };
  return observed !== null && sameHours(merged, observed) ? observed : merged;
}

function copyField<F extends SettingsField>(field: F, from: Settings, to: Partial<Settings>): void {
  to[field] = from[field];
}
