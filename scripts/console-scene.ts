/** Pages of the console as people with several rights see them, in every language, for pictures and for validators. */
import { LOCALES } from '../lib/http/console/locale.ts';
import type { TokenScope } from '../lib/operations/token-scopes.ts';
import { createToken } from '../lib/operations/tokens.ts';
import { Visitor } from '../test/http/console/visitor.ts';
import type { HttpWorld } from '../test/support/world/http.ts';

/** A page, and what brings it into a state. */
export interface View {
  name: string;
  /** Who looks; null: nobody who has signed in. */
  who: keyof typeof SCOPES | null;
  path: string;
  /** Whether what is behind a click is shown. */
  isOpen?: boolean;
  /** What is sent from the page at `path`, and where to. Left out: it is only looked at. */
  form?: { to: string; fields: Record<string, string> };
}

/** A page in a state, as documents. */
export interface Shown extends View {
  texts: Record<(typeof LOCALES)[number], string>;
}

/** What is served at an address, and what was seen of it. */
export interface Scene {
  url: string;
  documents: Shown[];
  end(): Promise<void>;
}

const SCOPES = {
  ana: ['operate'],
  boris: ['approve'],
  leo: ['read'],
} as const satisfies Record<string, TokenScope[]>;

/** What a form carries without being asked. */
function hiddenIn(page: string): Record<string, string> {
  const found = page.matchAll(/type="hidden" name="(csrf|key|seen)" value="([\w-]+)"/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name!, value!]));
}

/** Looks at every view in turn, as one may change what the next one shows. */
export async function sceneOf(
  world: HttpWorld,
  views: readonly View[],
  close = async () => {},
): Promise<Scene> {
  const tokens = new Map<string, string>();
  for (const [name, scopes] of Object.entries(SCOPES)) {
    const asked = { name, scopes: [...scopes], organization: null, expiresAt: null };
    tokens.set(name, (await createToken(world.deps, asked)).token);
  }
  const documents: Shown[] = [];
  for (const view of views) {
    const texts: Partial<Shown['texts']> = {};
    for (const locale of LOCALES) {
      const visitor = new Visitor(world.url, locale);
      if (view.who !== null) await visitor.post('/sign-in', { token: tokens.get(view.who) ?? '' });
      texts[locale] = await documentOf(visitor, view);
    }
    documents.push({ ...view, texts: texts as Shown['texts'] });
  }
  return {
    ...{ url: world.url, documents },
    async end() {
      await close();
      await world.end();
    },
  };
}

async function documentOf(visitor: Visitor, { path, form, isOpen }: View): Promise<string> {
  const { text } = await visitor.get(path);
  if (isOpen) return text.replaceAll('<details>', '<details open>');
  if (form === undefined) return text;
  const answer = await visitor.post(form.to, { ...hiddenIn(text), ...form.fields });
  return answer.location === null ? answer.text : (await visitor.get(answer.location)).text;
}
