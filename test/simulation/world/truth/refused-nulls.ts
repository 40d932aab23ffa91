/** Nulls that Partoo refuses, and what stands in their place. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { World } from '../model.ts';
import type { Version } from '../play/record.ts';
import type { Field } from './wanted.ts';
import { MINUTE } from './zones.ts';

/** What was refused is sent again without it a moment later. */
const SENT_AGAIN = MINUTE;
/** What is null in a field. */
const MEMBERS = {
  offline: 'offline_message',
  welcome: 'welcome_message',
  hours: 'custom_chat_hours',
} as const;
export type NullField = keyof typeof MEMBERS;
const NULLABLE = Object.keys(MEMBERS) as NullField[];

export class RefusedNulls {
  readonly #spans: readonly { from: Instant; to: Instant }[];
  readonly #versions: readonly Version[];

  constructor({ nullsRefused = [] }: World, code: string, versions: readonly Version[]) {
    this.#spans = nullsRefused.filter(({ codes }) => codes.includes(code));
    this.#versions = versions;
  }

  /** Whether they are refused at any time. */
  get areAny(): boolean {
    return this.#spans.length > 0;
  }

  areAt(at: Instant): boolean {
    return this.#spans.some(({ from, to }) => from <= at && at <= to + SENT_AGAIN);
  }

  /** Whether a field that is to be as `own` says holds what stood when the null that it was to be was refused. */
  stays(field: Field, held: Settings, own: Settings, at: Instant): boolean {
    const index = this.#versions.findLastIndex((one) => one.by === 'product' && one.at <= at);
    const [before, write] = [this.#versions[index - 1], this.#versions[index]];
    if (field === 'launched' || !before || !write || !this.areAt(write.at)) return false;
    const member = MEMBERS[field];
    if (own[member] !== null || held[member] === null || !isSame(held[member], before.settings[member]))
      return false;
    return field !== 'hours' || held.uses_business_hours === own.uses_business_hours;
  }

  /** What a reopening could not make null is the shop's own from then on, and reported: those fields. */
  standingIn({ settings, at }: Version, own: Settings): NullField[] {
    return this.areAny ? NULLABLE.filter((field) => this.stays(field, settings, own, at)) : [];
  }
}

/** Puts what stands there into what is the shop's own. */
export function takeOver(field: NullField, from: Settings, to: Settings): void {
  Object.assign(to, { [MEMBERS[field]]: structuredClone(from[MEMBERS[field]]) });
}

/** As history names it. */
export const memberOf = (field: NullField): string => MEMBERS[field];

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
