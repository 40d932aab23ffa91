/** What a field of settings holds. Nothing here is shared with the product. */
import type { Settings } from '../../../../lib/closures/model.ts';
import { FIELDS, type Field, type Wanted } from './wanted.ts';

export function sameField(field: Field, a: Settings, b: Settings): boolean {
  switch (field) {
    case 'launched':
      return a.is_launched === b.is_launched;
    case 'offline':
      return a.offline_message === b.offline_message;
    case 'welcome':
      return a.welcome_message === b.welcome_message;
    case 'hours':
      return a.uses_business_hours === b.uses_business_hours && week(a) === week(b);
  }
}

const week = ({ custom_chat_hours }: Settings): string =>
  JSON.stringify(Object.entries(custom_chat_hours ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

export function copy(field: 'offline' | 'welcome', from: Settings, to: Settings): void {
  if (field === 'offline') to.offline_message = from.offline_message;
  else to.welcome_message = from.welcome_message;
}

/** Whether a field holds what a closure sets it to. */
export function holds(field: Field, value: string, held: Settings): boolean {
  switch (field) {
    case 'launched':
      return held.is_launched === (value === 'on');
    case 'offline':
      return isText(held.offline_message, value);
    case 'welcome':
      return isText(held.welcome_message, value);
    case 'hours': {
      if (value === 'business') return held.uses_business_hours;
      const days = Object.values(held.custom_chat_hours ?? { none: ['-'] });
      const windows = value === 'closed' ? '[]' : value;
      return !held.uses_business_hours && days.every((day) => JSON.stringify(day) === windows);
    }
  }
}

/** Whether a closure sets texts or hours, and none of them is there. What is staged speaks while it is announced still. */
export function showsNothingOf({ values, winners }: Wanted, { settings }: { settings: Settings }): boolean {
  const set = FIELDS.filter(
    (field) => field !== 'launched' && values[field] !== 'base' && values[field] !== 'any',
  );
  const isAhead = (field: Field) => {
    const announced = winners[field]?.announces;
    const text = field === 'offline' || field === 'welcome' ? announced?.effect[field] : undefined;
    return announced?.staged === true && text !== undefined && holds(field, text, settings);
  };
  return set.length > 0 && !set.some((field) => holds(field, values[field], settings) || isAhead(field));
}

/** Whether what is wanted sets nothing that shows beside the switch. */
export function isOfSwitchAlone({ values }: Wanted): boolean {
  return FIELDS.every((field) => field === 'launched' || values[field] === 'base' || values[field] === 'any');
}

/** What stands in for a message that names an opening where none is known. */
const BUILT_IN = [
  'We are closed until further notice.',
  "Nous sommes fermés jusqu'à nouvel ordre.",
  'Wir haben bis auf Weiteres geschlossen.',
];

function isText(text: string | null, name: string): boolean {
  return (
    text !== null &&
    (text.startsWith(`[[${name}]]`) || text.startsWith('[[closed]]') || BUILT_IN.includes(text))
  );
}
