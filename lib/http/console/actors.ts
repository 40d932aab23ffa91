import type { Words } from './words/index.ts';

/** Who acts, in the visitor's language: see `lib/closures/actors.ts`. */
export function actorInWords(actor: string, { actors }: Words): string {
  if (actor === 'person') return actors.person;
  if (actor === 'calendar') return actors.calendar;
  const [, way, name] = /^(command|token|event|webhook):(.*)$/s.exec(actor) ?? [];
  if (way === undefined || name === undefined) return actor || actors.unknown;
  return name === 'unknown' ? actors.unknown : actors[way as 'command'](name);
}
