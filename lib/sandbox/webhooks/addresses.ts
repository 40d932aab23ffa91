import { isLocalUrl } from '../../local-url.ts';

/** Partoo takes HTTPS only. Towards this machine the sandbox takes plain HTTP too, for want of a certificate. */
export function isWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLocalUrl(url));
}
