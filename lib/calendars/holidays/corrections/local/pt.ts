import type { LocalFeasts } from './local-feasts.ts';

/** The municipal holidays of the capitals of districts and islands. */
export const PT: LocalFeasts = {
  source: 'feriado municipal, Código do Trabalho, art. 235',
  lookedUp: null,
  cities: {
    'Angra do Heroísmo': { '06-24': { pt: 'São João' } },
    Aveiro: { '05-12': { pt: 'Santa Joana' } },
    Beja: { 'easter 39': { pt: 'Quinta-feira da Ascensão' } },
    Braga: { '06-24': { pt: 'São João' } },
    Bragança: { '08-22': { pt: 'Nossa Senhora das Graças' } },
    'Castelo Branco': { 'easter 16': { pt: 'Nossa Senhora de Mércoles' } },
    Coimbra: { '07-04': { pt: 'Rainha Santa Isabel' } },
    Évora: { '06-29': { pt: 'São Pedro' } },
    Faro: { '09-07': { pt: 'Dia do Município' } },
    Funchal: { '08-21': { pt: 'Dia da Cidade' } },
    Guarda: { '11-27': { pt: 'Dia do Município' } },
    Horta: { '06-24': { pt: 'São João' } },
    Leiria: { '05-22': { pt: 'Dia do Município' } },
    Lisboa: { '06-13': { pt: 'Santo António' } },
    'Ponta Delgada': { 'easter 36': { pt: 'Senhor Santo Cristo dos Milagres' } },
    Portalegre: { '05-23': { pt: 'Dia do Município' } },
    Porto: { '06-24': { pt: 'São João' } },
    Santarém: { '03-19': { pt: 'São José' } },
    Setúbal: { '09-15': { pt: 'Dia de Bocage' } },
    'Viana do Castelo': { '08-20': { pt: 'Nossa Senhora da Agonia' } },
    'Vila Real': { '06-13': { pt: 'Santo António' } },
    Viseu: { '09-21': { pt: 'São Mateus' } },
  },
};
