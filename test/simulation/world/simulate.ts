import { check } from './check/check.ts';
import { drawWorld } from './draw/draw-world.ts';
import type { World } from './model.ts';
import { play } from './play/play.ts';

/** Plays the world of a seed. Resolves to everything that is wrong, a line each that begins with its checker's name. */
export async function simulateWorld(seed: number): Promise<string[]> {
  return faultsOf(drawWorld(seed));
}

/** The same of a world that was drawn, and perhaps cut down. */
export async function faultsOf(world: World): Promise<string[]> {
  try {
    return check(world, await play(world));
  } catch (error) {
    return [`thrown: ${error instanceof Error ? error.stack : String(error)}`];
  }
}
