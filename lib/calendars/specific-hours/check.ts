import type { CalendarIssue } from '../issues.ts';

/** Nothing: what Partoo holds is judged where it is read. */
export const check = (): CalendarIssue[] => [];
