import type { Route } from './route.ts';

/** How often each route was answered how, since the process began: bounded by the routes, whoever asks what. */
export class Traffic {
  readonly #counts = new Map<string, { route: Route; status: number; count: number }>();

  count(route: Route, status: number): void {
    const key = `${route.operation} ${status}`;
    const known = this.#counts.get(key) ?? { route, status, count: 0 };
    known.count += 1;
    this.#counts.set(key, known);
  }

  counts(): { route: Route; status: number; count: number }[] {
    return [...this.#counts.values()];
  }
}
