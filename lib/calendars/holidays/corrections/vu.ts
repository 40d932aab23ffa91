import type { Correction, Feast } from './correction.ts';

const named = (en: string, fr: string) => ({ en, fr });

const onMonday = (day: string, feast: Feast): Record<string, Feast> => ({
  [`${day} and if sunday then next monday`]: feast,
  [day]: false,
});

const FAMILY = named('Family Day', 'Fête de la Famille');

export const VU: Correction[] = [
  {
    where: 'VU',
    days: {
      ...onMonday('01-01', '01-01'),
      ...onMonday('02-21', named('Father Lini Day', 'Jour du Père Lini')),
      ...onMonday('03-05', named('Custom Chief’s Day', 'Fête des chefs coutumiers')),
      ...onMonday('05-01', '05-01'),
      ...onMonday('07-24', named('Children’s Day', 'Journée des enfants')),
      ...onMonday('07-30', '07-30'),
      ...onMonday('08-15', '08-15'),
      ...onMonday('10-05', '10-05'),
      '12-26 and if sunday then next monday if monday then next tuesday': FAMILY,
      '12-26': false,
      // Days off of one year, which the data has in all.
      '02-22': false,
      '08-16': false,
      '12-27': false,
    },
    source: 'Public Holidays Act (Cap. 114), s. 3, http://www.paclii.org/vu/legis/consol_act/pha163/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'VU',
    days: {
      '11-29 and if sunday then next monday': named('Unity Day', 'Jour de l’Unité'),
      '10-29': false,
    },
    source: 'Public Holidays Act (Cap. 114), schedule, https://psc.gov.vu/index.php/en/public-holidays',
    lookedUp: '2026-11-26',
  },
];
