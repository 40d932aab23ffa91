import type { Correction } from './correction.ts';
import { hindu } from './hindu-feasts.ts';

export const MU: Correction[] = [
  {
    where: 'MU',
    days: {
      // Feasts of the moon, which the data has on the first of a month.
      '02-01 since 2020 prior to 2050': false,
      '03-01 since 2020 prior to 2050': false,
      '04-01 since 2020 prior to 2050': false,
      '09-01 since 2020 prior to 2050': false,
      '11-01 since 2020 prior to 2050': false,
      '11-01': false,
      '11-01 in odd years': '11-01',
      '08-15 in even years': '08-15',
    },
    source:
      'the government’s lists, such as https://thenationonlineng.net/mauritius-announces-15-public-holidays-for-2022/, https://www.maurinet.com/about-mauritius/public-holidays (2024) and https://www.boc.cn/mu/en/bocinfo/bi1/201705/t20170502_9355046.html',
    lookedUp: '2026-11-26',
  },
  {
    where: 'MU',
    days: {
      '1 Shawwal': false,
      // The moon is seen a day later than in Mecca, after which the data reckons.
      '2 Shawwal': { en: 'Eid-Ul-Fitr' },
      ...hindu('thaipusam', { en: 'Thaipoosam Cavadee' }, '2026-02-01'),
      ...hindu('shivaratri', { en: 'Maha Shivaratree' }, '2026-02-15'),
      ...hindu('ugadi', { en: 'Ougadi' }, '2026-03-19'),
      ...hindu('afterGanesh', { en: 'Ganesh Chaturthi' }, '2026-09-15'),
      ...hindu('diwali', { en: 'Divali' }, '2026-11-08'),
    },
    source:
      'reckoned by the feasts of the government’s lists, whose days of 2012, 2022 and 2024 it gives: https://thenationonlineng.net/mauritius-announces-15-public-holidays-for-2022/, https://www.maurinet.com/about-mauritius/public-holidays',
    lookedUp: '2026-11-26',
  },
];
