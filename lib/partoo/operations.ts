export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

/**
 * May an attempt be repeated after it may have reached Partoo?
 * - `always`: once or twice comes to the same;
 * - `unless-arrived`: twice would do something twice, so it is repeated only where it surely was not carried out.
 */
export type Repeat = 'always' | 'unless-arrived';

export interface Operation {
  method: Method;
  /** Path below the base URL, with `{parameters}`. */
  path: string;
  repeat: Repeat;
  /** Why it may be repeated, or not. */
  why: string;
}

/** Every operation of the client, under the operation id that the contract gives it. */
export const OPERATIONS = {
  listMessagingSettings: {
    method: 'GET',
    path: '/messaging/settings',
    repeat: 'always',
    why: 'It only reads.',
  },
  updateMessagingSettings: {
    method: 'POST',
    path: '/messaging/settings/{setting_id}',
    repeat: 'always',
    why: 'The body holds the wanted values, not changes: twice leaves what once leaves.',
  },
  listMessageTemplates: {
    method: 'GET',
    path: '/messaging/templates',
    repeat: 'always',
    why: 'It only reads.',
  },
  createMessageTemplates: {
    method: 'POST',
    path: '/messaging/templates',
    repeat: 'unless-arrived',
    why: 'Twice makes two templates, and none can be deleted through the API.',
  },
  updateTemplate: {
    method: 'PUT',
    path: '/messaging/templates/{template_id}',
    repeat: 'always',
    why: 'The body holds the wanted values.',
  },
  searchBusinesses: {
    method: 'GET',
    path: '/business/search',
    repeat: 'always',
    why: 'It only reads.',
  },
  getBusiness: {
    method: 'GET',
    path: '/business/{business_id}',
    repeat: 'always',
    why: 'It only reads.',
  },
  getMyUser: {
    method: 'GET',
    path: '/user/me',
    repeat: 'always',
    why: 'It only reads.',
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

/**
 * Fills `{parameters}` of a path in, encoded.
 * @throws TypeError for a value that is empty, or that a URL would resolve to another path (`.`, `..`).
 */
export function fillPath(path: string, parameters: Readonly<Record<string, string | number>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(parameters[name] ?? '');
    if (value === '' || value === '.' || value === '..') {
      throw new TypeError(`"${value}" cannot stand for {${name}} in the path ${path}.`);
    }
    return encodeURIComponent(value);
  });
}
