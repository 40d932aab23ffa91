/** Somebody with a browser that runs no script: keeps cookies, follows what a form leads to. */
import type { TokenScope } from '../../../lib/operations/token-scopes.ts';
import type { HttpWorld } from '../../support/world/http.ts';

export interface Seen {
  status: number;
  headers: Headers;
  text: string;
  /** Where it leads; null: nowhere. */
  location: string | null;
}

export class Visitor {
  readonly #url: string;
  readonly #language: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string, language = 'en') {
    this.#url = url;
    this.#language = language;
  }

  /** Signed in with a new token. */
  static async signedIn(
    world: HttpWorld,
    scopes: TokenScope[],
    options: { organization?: string; language?: string; milliseconds?: number } = {},
  ): Promise<Visitor> {
    const { language = 'en', ...rest } = options;
    const visitor = new Visitor(world.url, language);
    const answer = await visitor.post('/sign-in', { token: await world.token(scopes, rest) });
    if (answer.status !== 303) throw new Error(`sign-in: ${answer.status}`);
    return visitor;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.#ask(path, { method: 'GET', headers });
  }

  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** Sends a form as the page shows it, with what was typed. */
  async send(page: string, action: string, fields: Record<string, string> = {}): Promise<Seen> {
    const { text } = await this.get(page);
    const csrf = /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
    const answer = await this.post(action, { csrf, ...fields });
    return answer.location === null ? answer : this.get(answer.location);
  }

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html', 'accept-language': this.#language, ...init.headers };
    const response = await fetch(`${this.#url}${path}`, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0/i.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location'),
    };
  }
}
