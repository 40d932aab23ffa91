import type { LocalFeasts } from './local-feasts.ts';

/** A law for two neighbouring towns. */
export const CL: LocalFeasts = {
  source: 'Ley 20.768',
  lookedUp: null,
  cities: {
    Chillán: { '08-20': { es: 'Nacimiento de Bernardo O’Higgins' } },
  },
};
