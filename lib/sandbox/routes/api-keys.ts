import * as z from 'zod';
import type { ApiKey } from '../model.ts';
import { pageOf } from '../paging.ts';
import { badRequest, notFound, ok, type Reply } from '../replies.ts';
import { checkBody, checkQuery, pageParameters } from '../validation.ts';
import { type Call, numberParam, type Route } from './route.ts';
import { ME } from './user.ts';

const listQuery = z.strictObject({
  ...pageParameters,
  status: z.enum(['active', 'inactive', 'disabled', 'expired'], 'unknown status').optional(),
});
const write = z
  .strictObject({
    label: z.string(),
    description: z.string(),
    expiration_date: z.iso.date('must be a date').nullable(),
    ip_whitelist: z.array(z.string()),
    has_restricted_permissions: z.boolean(),
    permissions: z.array(z.string()),
  })
  .partial()
  .refine((body) => (body.permissions === undefined) === (body.has_restricted_permissions === undefined), {
    path: ['permissions'],
    message: 'goes together with has_restricted_permissions',
  });

export const apiKeyRoutes: Route[] = [
  { method: 'GET', path: '/api_keys', operation: 'getApiKeys', handle: list },
  { method: 'POST', path: '/api_keys', operation: 'createApiKey', handle: create },
  {
    method: 'POST',
    path: '/api_keys/revoke/{api_key_id}',
    operation: 'revokeApiKey',
    bodiless: true,
    handle: revoke,
  },
  { method: 'GET', path: '/api_keys/{api_key_id}', operation: 'getApiKey', handle: getOne },
  { method: 'PUT', path: '/api_keys/{api_key_id}', operation: 'updateApiKey', handle: updateOne },
];

function list(call: Call): Reply {
  const { page, per_page, status } = checkQuery(listQuery, call.query);
  const today = dateOf(call.now);
  const found = call.apiKeys.filter((key) => status === undefined || statusOf(key, today).includes(status));
  const { rows, ...envelope } = pageOf(found, page, per_page);
  return ok({ ...envelope, api_keys: rows });
}

function create(call: Call): Reply {
  const body = checkBody(write, call.body);
  checkExpiration(body.expiration_date, call.now);
  const key = { ...newApiKey(call.apiKeys.length, call.now), ...body };
  call.apiKeys.push(key);
  return { status: 201, body: key, wrote: true };
}

function getOne(call: Call): Reply {
  return ok(addressed(call));
}

function updateOne(call: Call): Reply {
  const key = addressed(call);
  const body = checkBody(write, call.body);
  checkExpiration(body.expiration_date, call.now);
  Object.assign<ApiKey, Partial<ApiKey>>(key, body);
  return ok(key, { wrote: true });
}

function revoke(call: Call): Reply {
  const key = addressed(call);
  Object.assign<ApiKey, Partial<ApiKey>>(key, {
    disabled: true,
    revoked_by: ME.id,
    revoked_by_name: NAME,
    revoked_at: timestamp(call.now),
  });
  return ok({ id: key.id, status: 'success' }, { wrote: true });
}

const NAME = `${ME.first_name} ${ME.last_name}`;

/** The `n`th key (from 0), of the user behind the key in use. */
export function newApiKey(n: number, now: number): ApiKey {
  return {
    id: 61 + n,
    label: 'Integration',
    description: null,
    user_id: ME.id,
    user_name: NAME,
    user_role: ME.role,
    user_type: 'bot',
    disabled: false,
    expiration_date: null,
    last_used_at: null,
    created_by: ME.id,
    created_by_name: NAME,
    created_at: timestamp(now),
    revoked_by: null,
    revoked_by_name: null,
    revoked_at: null,
    ip_whitelist: [],
    has_restricted_permissions: false,
    permissions: [],
  };
}

/** Tomorrow at the earliest: a key that is to end today is revoked. */
function checkExpiration(date: string | null | undefined, now: number): void {
  if (date && date <= dateOf(now)) throw badRequest({ expiration_date: 'must be tomorrow or later' });
}

function statusOf(key: ApiKey, today: string): string[] {
  if (key.disabled) return ['disabled', 'inactive'];
  if (key.expiration_date !== null && key.expiration_date <= today) return ['expired', 'inactive'];
  return ['active'];
}

function addressed(call: Call): ApiKey {
  const key = call.apiKeys.find(({ id }) => id === numberParam(call, 'api_key_id'));
  if (!key) throw notFound();
  return key;
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** `2019-08-22 11:46:38.914000+00`, the shape that keys alone have. */
function timestamp(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -1).replace('T', ' ')}000+00`;
}
