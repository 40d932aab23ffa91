/** Whether a URL leads back to this machine. Deliveries go nowhere else: a sandbox must not knock at strangers' doors. */
export function isLoopback(url: string): boolean {
  const hostname = URL.canParse(url) ? new URL(url).hostname : '';
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Partoo takes HTTPS only. Towards this machine the sandbox takes plain HTTP too, for want of a certificate. */
export function isWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(url));
}
