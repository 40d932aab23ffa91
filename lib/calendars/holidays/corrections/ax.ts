import type { Correction } from './correction.ts';

/** Åland has the days of Finland, and one of its own. */
export const AX: Correction[] = [
  {
    where: 'AX',
    days: {
      easter: 'easter',
      'easter 49': 'easter 49',
      '06-09': {
        sv: 'Ålands självstyrelsedag',
        fi: 'Ahvenanmaan itsehallintopäivä',
        en: 'Åland’s Autonomy Day',
      },
      'friday after 06-19': { sv: 'Midsommarafton', fi: 'Juhannusaatto', en: 'Midsummer Eve' },
      'saturday after 10-31': { sv: 'Alla helgons dag', fi: 'Pyhäinpäivä', en: 'All Saints’ Day' },
      '12-24': '12-24',
    },
    source: 'vuosilomalaki 162/2005, 4 §; landskapslag om Ålands självstyrelsedag',
    lookedUp: null,
  },
];
