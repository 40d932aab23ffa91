/**
 * Every kind of calendar, under the key that it has in a rule of closures.yml: a line here and a folder beside make a
 * kind (kind.ts says what a folder has to export). In bundles stored.ts, place-key.ts and expand.ts see of each folder
 * only the file of their own name (scripts/calendar-parts.ts).
 */
export * as cron from './cron/index.ts';
export * as dates from './dates/index.ts';
export * as holidays from './holidays/index.ts';
export * as ical from './ical/index.ts';
export * as sheet from './sheet/index.ts';
export * as specificHours from './specific-hours/index.ts';
export * as weekly from './weekly/index.ts';
