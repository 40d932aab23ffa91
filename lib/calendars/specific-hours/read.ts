import * as z from 'zod';
import { flag, isRecord, mapping, reader, readWith } from '../../reading/readers.ts';
import type { SpecificHoursCalendar } from './stored.ts';

const REMEDY = 'write true, or { closings: true, openings: true }';
const shape = mapping({ closings: flag().optional(), openings: flag().optional() }, REMEDY, (raw, report) => {
  if (Object.keys(raw).length === 0) report('is empty', REMEDY);
  else if (raw.closings === false && raw.openings === false)
    report('takes neither closings nor openings', 'take one of them, or leave the rule out');
});

/** Who names one of the two means that one; who only excludes one means the other. */
export const read = reader((value, report): SpecificHoursCalendar => {
  if (value === true) return { kind: 'specificHours', closings: true, openings: true };
  if (!isRecord(value)) {
    report(value === false ? 'is false' : 'is neither true nor a mapping', REMEDY);
    return z.NEVER;
  }
  const found = readWith(shape, value, report);
  if (found === undefined) return z.NEVER;
  const { closings = found.openings === false, openings = found.closings === false } = found;
  return { kind: 'specificHours', closings, openings };
});
