import type { Words } from './words/index.ts';

/** Who acts, in the visitor's language: see `lib/closures/actors.ts`. */
export function actorInWords(actor: string, { actors }: Words): string {
  if (actor === 'person') return actors.person;
  if (actor === 'calendar') return actors.calendar;
  const [, way, name] = /^(command|token|event|webhook):(.*)$/s.exec(actor) ?? [];
  if (actor === '' || actor === 'unknown' || name === 'unknown') return actors.unknown;
  return way === undefined || name === undefined ? actor : actors[way as 'command'](name);
}
