import { fitted } from './misfit.ts';
import type { Call } from './options.ts';
import { pythonFlag } from './query.ts';
import { type User, user } from './schemas/user.ts';
import type { Send } from './transport.ts';

export interface MeQuery {
  /** Whether to list the businesses of a business manager; the name of Partoo's parameter is inferred. */
  displayBusinessIds?: boolean;
  /** Whose `permissions` to tell, for a key that reaches several organizations. */
  organizationId?: number;
}

export interface UsersOperations {
  /** The user behind the key: the cheapest way to try one. @throws PartooError, with code `unauthorized` for a bad key */
  me(query?: MeQuery, call?: Call): Promise<User>;
}

export function createUsers(send: Send): UsersOperations {
  return {
    async me({ displayBusinessIds, organizationId } = {}, call) {
      const query = {
        display_business_ids: pythonFlag(displayBusinessIds),
        org_id_custom_fields_permissions: organizationId,
      };
      return fitted(user, await send({ operation: 'getMyUser', query }, call));
    },
  };
}
