import { evenly } from '../../../../lib/simulation/stage.ts';
import { type Draw, drawing } from '../../odd/kinds.ts';

/** Chance for one kind of things. Each has its own, so that a new kind leaves what a seed draws of the others as it was. */
export function stream(seed: number, name: string): Draw {
  let mixed = seed >>> 0;
  for (const letter of name) mixed = (Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) + 0x9e3779b9) >>> 0;
  return drawing(evenly(mixed));
}
