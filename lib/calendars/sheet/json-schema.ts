import { closed, said } from '../../reading/json-schema.ts';

const from = said('A file of CSV, https://…, env:NAME or ssm:/path', { type: 'string', minLength: 1 });

export const jsonSchema = said('A row a closure: code, from, to, name, message', {
  anyOf: [
    from,
    closed(
      { from, allowPrivateAddress: said('Addresses of your own network', { type: 'boolean' }) },
      { required: ['from'] },
    ),
  ],
});
