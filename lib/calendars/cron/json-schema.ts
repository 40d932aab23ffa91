import { closed, said } from '../../reading/json-schema.ts';

export const jsonSchema = said(
  'Five fields each: minute hour day month weekday',
  closed({ close: { type: 'string' }, open: { type: 'string' } }, { required: ['close', 'open'] }),
);
