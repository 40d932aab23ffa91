/** What `{{…}}` in a message may name, and what becomes of it. */
export const VARIABLES = [
  'closure_name',
  'closed_from',
  'reopens',
  'reopens_date',
  'reopens_time',
  'business_name',
  'address',
  'website_url',
  'phone_number',
] as const;
type Variable = (typeof VARIABLES)[number];

/**
 * Placeholders of Partoo's reply templates that speak of the consumer or of the person who answers. An automatic
 * reply is written long before anybody writes to the business, so they can never be filled in here.
 */
export const CONSUMER_VARIABLES = [
  'client_full_name',
  'client_first_name',
  'my_first_name',
  'rb_link',
] as const;

/** A value that cannot be filled is null, absent or blank. */
export type VariableValues = { readonly [name in Variable]?: string | null };
