import { CL } from './cl.ts';
import { ES } from './es.ts';
import { IT } from './it.ts';
import type { LocalFeasts } from './local-feasts.ts';
import { PT } from './pt.ts';

/** The feasts of municipalities, by country. */
export const LOCAL_FEASTS: Readonly<Record<string, LocalFeasts>> = { CL, ES, IT, PT };
