import type { Stage } from './stage.ts';

/**
 * A Partoo that says yes and does nothing: from the moment that it is armed, the first reopening is acknowledged with
 * the settings that were asked for and quietly dropped, and so is every later write to that business. Whoever compares
 * the end with the beginning has to notice; this is how the simulation shows that it does.
 */
export function createLostRestore(): {
  arm(): void;
  wire(fetch: typeof globalThis.fetch, stage: () => Stage): typeof globalThis.fetch;
} {
  let isArmed = false;
  let victim: string | null = null;
  return {
    arm() {
      isArmed = true;
    },
    wire: (fetch, stage) => async (input, init) => {
      const request = new Request(input, init);
      const [, setting] = /\/messaging\/settings\/(\d+)$/.exec(new URL(request.url).pathname) ?? [];
      if (!isArmed || request.method !== 'POST' || setting === undefined) return fetch(request);
      const wanted = (await request.clone().json()) as { is_launched?: boolean };
      if (victim === null && wanted.is_launched === true) victim = setting;
      if (victim !== setting) return fetch(request);
      const row = rows(stage()).find(({ id }) => String(id) === setting);
      return Response.json({ ...row, ...wanted });
    },
  };
}

function rows({ branches }: Stage) {
  return branches.flatMap(({ sandbox }) => sandbox.settings());
}
