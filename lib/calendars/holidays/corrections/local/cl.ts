import type { LocalFeasts } from './local-feasts.ts';

/** A law for two neighbouring towns. */
export const CL: LocalFeasts = {
  source:
    'Ley 20.768, as https://elpssr.aidemsrv.com/chile/2025-08-20/por-que-el-20-de-agosto-es-feriado-en-solo-dos-comunas-de-chile.html tells of it',
  lookedUp: '2026-11-26',
  cities: {
    Chillán: { '08-20': { es: 'Nacimiento de Bernardo O’Higgins' } },
  },
};
