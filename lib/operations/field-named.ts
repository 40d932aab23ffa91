import { suggest } from '../reading/suggest.ts';
import { UsageError } from '../reconcile/pass/errors.ts';

/** One of the fields, by its name. @param refusal says that there is none of this name @throws UsageError */
export function fieldNamed<Field extends string>(
  name: string,
  fields: readonly Field[],
  refusal: string,
): Field {
  const found = fields.find((field) => field === name);
  if (found) return found;
  const meant = suggest(name, fields);
  throw new UsageError(
    'unknown-field',
    refusal,
    meant ? `Did you mean "${meant}"?` : `Take one of: ${fields.join(', ')}.`,
  );
}
