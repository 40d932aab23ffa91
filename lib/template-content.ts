/** A template's `content` is itself a JSON text: `{"text": "…", "_version": "0.1"}`. Without zod: the pure core reads it. */

/**
 * What `{{…}}` in a template may name; Partoo fills it in when somebody sends a message from the template.
 * @see https://developers.partoo.co/api-reference/message-reply-templates/list-message-templates
 */
export const TEMPLATE_PLACEHOLDERS = [
  'client_full_name',
  'client_first_name',
  'business_name',
  'my_first_name',
  'rb_link',
  'address',
  'website_url',
  'phone_number',
] as const;

/** The `content` for a text. */
export function encodeContent(text: string): string {
  return JSON.stringify({ text, _version: '0.1' });
}

/**
 * The text in a template's `content`, or null if there is none to be read. All examples in Partoo's documentation lack
 * the comma between the two members, so that form is read as well.
 */
export function decodeContent(content: string): string | null {
  const decoded = parse(content) ?? parse(withCommas(content));
  if (typeof decoded !== 'object' || decoded === null || !('text' in decoded)) return null;
  return typeof decoded.text === 'string' ? decoded.text : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Puts a comma between every two string tokens with nothing but space between them. */
function withCommas(content: string): string {
  const tokens = content.match(/"(?:[^"\\]|\\.)*"|\s+|[^"\s]+|"/gs) ?? [];
  let previous = '';
  return tokens
    .map((token) => {
      const missing = isString(previous) && isString(token);
      if (token.trim() !== '') previous = token;
      return missing ? `,${token}` : token;
    })
    .join('');
}

function isString(token: string): boolean {
  return token.length > 1 && token.startsWith('"');
}
