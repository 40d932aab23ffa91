import type { Correction } from './correction.ts';

export const BI: Correction[] = [
  {
    where: 'BI',
    days: { '06-08 since 2021': { fr: 'Journée nationale du patriotisme', en: 'National Patriotism Day' } },
    source:
      'a day off with pay since 2021, https://www.rfi.fr/fr/afrique/20210608-burundi-une-journ%C3%A9e-de-comm%C3%A9moration-nationale-pour-la-mort-de-pierre-nkurunziza',
    lookedUp: '2026-11-26',
  },
];
