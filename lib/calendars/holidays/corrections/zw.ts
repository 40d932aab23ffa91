import type { Correction } from './correction.ts';
import { onMonday } from './made-up.ts';

const YOUTH = { en: 'National Youth Day' };

export const ZW: Correction[] = [
  {
    where: 'ZW',
    days: {
      '02-21 since 2018': YOUTH,
      'substitutes 02-21 if sunday then next monday since 2018': YOUTH,
      ...onMonday('01-01', '04-18', '05-01', '05-25', '12-22', '12-26'),
    },
    source:
      'Public Holidays Act (Chapter 10:21), https://www.263chat.com/government-declares-monday-a-public-holiday/, and SI 143 of 2017, http://veritaszim.net/node/2284',
    lookedUp: '2026-11-26',
  },
  {
    where: 'ZW',
    days: {
      'tuesday after 2nd monday in August': '2nd tuesday in August',
      '2nd tuesday in August': false,
    },
    source: 'https://en.wikipedia.org/wiki/Public_holidays_in_Zimbabwe: the day after Heroes’ Day',
    lookedUp: '2026-11-26',
  },
];
