import { BUSINESS_STATES, type BusinessState } from '../closures/record.ts';
import type { BusinessStatus } from '../operations/index.ts';
import type { Output } from './output.ts';

const WORDS: Readonly<Record<BusinessState, string>> = {
  open: 'open',
  closed: 'closed',
  held: 'held open',
  overridden: 'open all the same',
  propagating: 'written, not seen at Partoo yet',
  failing: 'failing',
  'zone-unknown': 'time zone unknown',
  gone: 'gone from Partoo',
};

/** A state in words for people; what is due and not done says so. */
export function stateInWords({ state, asExpected }: Pick<BusinessStatus, 'state' | 'asExpected'>): string {
  if (asExpected) return WORDS[state];
  if (state === 'open' || state === 'held') return 'not closed yet';
  return state === 'closed' ? 'closed, to be changed or reopened' : WORDS[state];
}

const FORMATS: Readonly<Record<BusinessState, Parameters<Output['paint']>[0]>> = {
  open: 'green',
  closed: 'cyan',
  held: 'blue',
  overridden: 'yellow',
  propagating: 'yellow',
  failing: 'red',
  'zone-unknown': 'red',
  gone: 'dim',
};

/** The colour of a state that stands in its words. */
export function colourOf(words: string): Parameters<Output['paint']>[0] | null {
  const state = BUSINESS_STATES.find((one) => WORDS[one] === words);
  return state === undefined ? (words === '' ? null : 'yellow') : FORMATS[state];
}
