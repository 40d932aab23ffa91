import { closed, said } from '../../reading/json-schema.ts';

const boolean = { type: 'boolean' };

export const jsonSchema = said("Partoo's own special hours", {
  anyOf: [
    { const: true },
    closed(
      {
        closings: said('Days that are closed', boolean),
        openings: said('Days that are open although they are holidays', boolean),
      },
      { minProperties: 1 },
    ),
  ],
});
