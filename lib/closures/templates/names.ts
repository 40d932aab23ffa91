const PREFIX = 'template:';

/** What a message template is called where businesses are called by their ids: in records, results and history. */
export function templateName(title: string): string {
  return `${PREFIX}${title}`;
}

/** The title in such a name; null for what names a business. */
export function titleIn(name: string): string | null {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null;
}
