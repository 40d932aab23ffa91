import type { Correction } from './correction.ts';

/** Åland has the days of Finland. 9 June is free for public servants alone (landskapslag 1976:26). */
export const AX: Correction[] = [
  {
    where: 'AX',
    days: {
      easter: 'easter',
      'easter 49': 'easter 49',
      'friday after 06-19': { sv: 'Midsommarafton', fi: 'Juhannusaatto', en: 'Midsummer Eve' },
      'saturday after 10-31': { sv: 'Alla helgons dag', fi: 'Pyhäinpäivä', en: 'All Saints’ Day' },
      '12-24': '12-24',
    },
    source:
      'vuosilomalaki 162/2005, 4 §, http://vuosilomalaki.com/vuosiloma-lauantai/; the list of http://www.infogalactic.com/info/Autonomy_Day',
    lookedUp: '2026-11-26',
  },
];
