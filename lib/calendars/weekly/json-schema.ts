import { ref, said } from '../../reading/json-schema.ts';

export const jsonSchema = said('Open then, closed otherwise', ref('week'));
