import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall, readPages } from './pages.ts';
import { type ApiKey, type ApiKeyWrite, apiKey, revokedApiKey } from './schemas/api-key.ts';
import { type Permissions, permissions } from './schemas/permission.ts';
import type { Send } from './transport.ts';

export interface ApiKeysOperations {
  /** @throws PartooError */
  list(
    query?: { status?: 'active' | 'inactive' | 'disabled' | 'expired' },
    call?: ListCall,
  ): AsyncIterable<ApiKey>;
  /** @throws PartooError */
  get(apiKeyId: number | string, call?: Call): Promise<ApiKey>;
  /** Not repeated once it may have arrived: each makes a key. @throws PartooError */
  create(key: ApiKeyWrite, call?: Call): Promise<ApiKey>;
  /** @throws PartooError */
  update(apiKeyId: number | string, key: ApiKeyWrite, call?: Call): Promise<ApiKey>;
  /** Ends a key at once and for good. @throws PartooError */
  revoke(apiKeyId: number | string, call?: Call): Promise<void>;
}

export interface PermissionsOperations {
  /** What the organization can grant; `organizationId` is for keys of providers. @throws PartooError */
  list(query?: { organizationId?: number }, call?: Call): Promise<Permissions>;
}

const API_KEY_LIST = { ...plainList('getApiKeys', 'api_keys', apiKey), firstPageUnnumbered: true };

export function createApiKeys(send: Send): ApiKeysOperations {
  return {
    list: ({ status } = {}, call = {}) =>
      itemsOf(
        readPages({ send, list: API_KEY_LIST, query: { status }, seen: new Set(), call }),
        API_KEY_LIST.operation,
        call,
      ),
    async get(apiKeyId, call) {
      return fitted(
        apiKey,
        await send({ operation: 'getApiKey', parameters: { api_key_id: apiKeyId } }, call),
      );
    },
    async create(body, call) {
      return fitted(apiKey, await send({ operation: 'createApiKey', body }, call));
    },
    async update(apiKeyId, body, call) {
      const parameters = { api_key_id: apiKeyId };
      return fitted(apiKey, await send({ operation: 'updateApiKey', parameters, body }, call));
    },
    async revoke(apiKeyId, call) {
      const parameters = { api_key_id: apiKeyId };
      fitted(revokedApiKey, await send({ operation: 'revokeApiKey', parameters }, call));
    },
  };
}

export function createPermissions(send: Send): PermissionsOperations {
  return {
    async list({ organizationId } = {}, call) {
      return fitted(
        permissions,
        await send({ operation: 'getPermissions', query: { org_id: organizationId } }, call),
      );
    },
  };
}
