import { isLocalUrl } from '../local-url.ts';

export const DEFAULT_BASE_URL = 'https://api.partoo.co/v2';

/** What is wrong with a base URL, or null. Plain http is for this machine only: a key goes along. */
export function baseUrlFault(value: string): { message: string; remedy: string } | null {
  const remedy = `write ${DEFAULT_BASE_URL}, https://…, or http:// with a loopback address`;
  const url = URL.parse(value);
  if (url === null) return { message: 'is no URL', remedy };
  if (url.username !== '' || url.password !== '')
    return { message: 'holds a user name or password', remedy: 'leave them out' };
  if (url.search !== '' || url.hash !== '')
    return { message: 'has a query or a fragment', remedy: 'leave out what follows ? or #' };
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLocalUrl(value))) return null;
  return { message: 'is neither https nor on this machine', remedy };
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
