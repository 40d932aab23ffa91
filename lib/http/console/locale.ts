import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';

export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** Holds what somebody chose by the switch. */
export const LOCALE_COOKIE = 'partoo-closures-language';

/** What somebody chose, else what their browser prefers of what there is, else English. */
export function localeOf(context: Context): Locale {
  return known(getCookie(context, LOCALE_COOKIE)) ?? preferred(context.req.header('accept-language') ?? '');
}

export function known(tag: string | undefined): Locale | null {
  return LOCALES.find((locale) => locale === tag) ?? null;
}

function preferred(header: string): Locale {
  const ranked = parseAccept(header).toSorted((one, other) => other.q - one.q);
  for (const { type, q } of ranked) {
    const locale = known(type.slice(0, 2).toLowerCase());
    if (locale !== null && q > 0) return locale;
  }
  return 'en';
}
