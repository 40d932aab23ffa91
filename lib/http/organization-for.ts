import { Problem } from './problem.ts';
import type { Call } from './route.ts';

/** The one organization that a request is about; null: all. @throws Problem 404 for one that does not exist for the token */
export function organizationFor(
  { organization }: Pick<Call, 'organization'>,
  asked: string | undefined,
): string | null {
  if (organization === null || asked === undefined || asked === organization) return asked ?? organization;
  throw new Problem(404, { code: 'unknown-organization', detail: 'There is no such organization.' });
}
