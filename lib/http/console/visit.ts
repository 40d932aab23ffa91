import type { Context } from 'hono';
import type { TokenScope } from '../../operations/token-scopes.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { allows } from '../access.ts';
import type { Host } from '../route.ts';
import type { Html } from './html.ts';
import type { Locale } from './locale.ts';
import type { SignedIn } from './session.ts';
import type { Times } from './times.ts';
import type { Words } from './words/index.ts';

/** Whoever looks, in their language. */
export interface Visitor {
  context: Context;
  locale: Locale;
  words: Words;
  times: Times;
  /** null: nobody who has signed in. */
  signedIn: SignedIn | null;
}

/** A request for a page by somebody who has signed in. */
export interface Visit extends Visitor {
  host: Host;
  /** Those of the host, with the token as who acts. */
  deps: Deps;
  signedIn: SignedIn;
  /** The one organization that exists for the visitor; null: all. */
  organization: string | null;
  /** Whether several organizations are shown, so that each has to be named. */
  areSeveral: boolean;
  /** What was sent with a form; empty where none was. */
  form: URLSearchParams;
}

/** What somebody sees under the frame that all pages share. */
export interface Page {
  title: string;
  body: Html;
  /** The part of the console that it belongs to; null: none. */
  part: Part | null;
  /** Default 200. */
  status?: number;
  /** Takes the place of the page's own address where the language is switched: after a form was sent. */
  address?: string;
  /** Whether the script asks for it again and again. Default: no. */
  isLive?: boolean;
  /** Whether it takes all the room that there is. Default: no. */
  isWide?: boolean;
}

/** What the navigation leads to, in its order. */
export const PARTS = ['now', 'calendar', 'shops', 'close', 'waiting', 'rules', 'history'] as const;
export type Part = (typeof PARTS)[number];

export function mayRead({ signedIn }: Visitor): boolean {
  return signedIn !== null && allows(signedIn.token, 'read');
}

export function mayApprove({ signedIn }: Visitor): boolean {
  return signedIn !== null && allows(signedIn.token, 'approve');
}

export function mayOperate({ signedIn }: Visitor): boolean {
  return signedIn !== null && allows(signedIn.token, 'operate');
}

/** A request that the console answers. */
export interface ConsolePage {
  method: 'GET' | 'POST';
  path: string;
  /** That its token has to have; of several, any. */
  scope: TokenScope | readonly TokenScope[];
  /** A page, or any other answer. */
  handle(visit: Visit): Promise<Page | Response>;
}
