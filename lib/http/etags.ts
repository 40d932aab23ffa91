/** Whether what a request carries names a state (RFC 9110, 13.1): tags, or `*` for whatever there is. */

/** `If-Match`: to the byte. */
export function isMatched(header: string, etag: string): boolean {
  return tagsIn(header).some((tag) => tag === '*' || tag === etag);
}

/** `If-None-Match`: what was packed on the way, and so is marked as weak, is known again. */
export function isNamed(header: string | null, etag: string): boolean {
  return tagsIn(header ?? '').some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}
