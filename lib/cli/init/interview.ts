import type { Readable, Writable } from 'node:stream';
import type { Answers } from './starter.ts';

export interface Suggestions {
  organization: string;
  /** With how many businesses each has, most first. */
  countries: readonly [country: string, businesses: number][];
}

/** What is taken where nobody is asked: public holidays everywhere, nights left to those who know their hours. */
export function defaultAnswers({ organization, countries }: Suggestions): Answers {
  return { organization, holidayCountries: countries.map(([country]) => country), nights: null };
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Asks on standard error, so that standard output stays the result's. null: somebody gave up half-way. */
export async function interview(
  suggestions: Suggestions,
  streams: { input?: Readable; output: Writable },
): Promise<Answers | null> {
  const { confirm, isCancel, multiselect, text } = await import('@clack/prompts');
  const { organization, countries } = suggestions;
  const name = await text({
    message: 'What shall the organization be called in closures.yml?',
    initialValue: organization,
    validate: (value = '') => (NAME.test(value) ? undefined : 'Use letters, digits, - and _, at most 64.'),
    ...streams,
  });
  if (isCancel(name)) return null;

  const holidayCountries =
    countries.length === 0
      ? []
      : await multiselect({
          message: 'Where do shops close on public holidays?',
          options: countries.map(([country, count]) => ({ value: country, label: `${country} (${count})` })),
          initialValues: countries.map(([country]) => country),
          required: false,
          ...streams,
        });
  if (isCancel(holidayCountries)) return null;

  const isNightly = await confirm({
    message: 'Switch messaging off at night?',
    initialValue: false,
    ...streams,
  });
  if (isCancel(isNightly)) return null;
  if (!isNightly) return { organization: name, holidayCountries, nights: null };

  const askTime = (message: string, initialValue: string) =>
    text({
      message,
      initialValue,
      validate: (value = '') => (TIME.test(value) ? undefined : 'Write HH:MM, such as 19:30.'),
      ...streams,
    });
  const close = await askTime('From when, Monday to Saturday?', '20:00');
  if (isCancel(close)) return null;
  const open = await askTime('Until when?', '08:00');
  if (isCancel(open)) return null;
  return { organization: name, holidayCountries, nights: { close, open } };
}
