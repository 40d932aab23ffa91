import * as z from 'zod';
import { mapping, reader, readWith, textOf } from '../../reading/readers.ts';
import type { CronCalendar } from './stored.ts';
import { cronFaults } from './syntax.ts';

const EXAMPLE = 'write five fields: minute hour day month weekday, such as "0 19 * * MON-FRI"';

/** Five fields of which each is understood; whether they ever meet is checked where cron is expanded. */
const line = textOf(EXAMPLE, (value, report): string => {
  const fields = value.trim().split(/\s+/).length;
  if (fields === 5) for (const fault of cronFaults(value)) report(...fault);
  else report(`has ${fields} ${fields === 1 ? 'field' : 'fields'}, not five`, EXAMPLE);
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
