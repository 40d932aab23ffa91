import type { Settings } from '../../../lib/closures/model.ts';

/** What Partoo last showed of each settings object, right or wrong, to whoever asked over this line. */
export class Witness {
  /** By the id of the settings. */
  readonly shown = new Map<number, Settings>();

  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      if (response.body === null) return response;
      const bytes = await response.arrayBuffer();
      const url = new URL(input instanceof Request ? input.url : String(input));
      const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
      if (method === 'GET' && url.pathname.endsWith('/messaging/settings')) this.#note(bytes);
      const { status, statusText, headers } = response;
      return new Response(bytes, { status, statusText, headers });
    };
  }

  #note(bytes: ArrayBuffer): void {
    try {
      const { settings } = JSON.parse(new TextDecoder().decode(bytes)) as {
        settings: (Settings & { id: number })[];
      };
      for (const row of settings) this.shown.set(row.id, row);
    } catch {
      // Nothing that could be read was shown.
    }
  }
}
