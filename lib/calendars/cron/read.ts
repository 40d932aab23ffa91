import * as z from 'zod';
import { mapping, reader, readWith, textOf } from '../../reading/readers.ts';
import type { CronCalendar } from './stored.ts';

const EXAMPLE = 'write five fields: minute hour day month weekday, such as "0 19 * * MON-FRI"';

/** Only the number of fields; what they say is checked where cron is understood. */
const line = textOf(EXAMPLE, (value, report): string => {
  const fields = value.trim().split(/\s+/).length;
  if (fields !== 5) report(`has ${fields} ${fields === 1 ? 'field' : 'fields'}, not five`, EXAMPLE);
  return value.trim();
});

const shape = mapping(
  { close: line, open: line },
  'write { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }',
);

export const read = reader((value, report): CronCalendar => {
  const found = readWith(shape, value, report);
  return found === undefined ? z.NEVER : { kind: 'cron', close: found.close, open: found.open };
});
