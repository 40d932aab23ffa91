import type { Correction } from './correction.ts';

export const BD: Correction[] = [
  {
    where: 'BD',
    days: {
      'bengali-revised 12-3': false,
      'bengali-revised 4-31': false,
      '08-05 since 2025': { bn: 'জুলাই গণ-অভ্যুত্থান দিবস', en: 'July Mass Uprising Day' },
    },
    source:
      'decisions of the advisers’ council of October 2024 (17 March and 15 August are none), https://alldhakainfo.blogspot.com/2024/10/government-has-announced-cancellation.html, and of 2025, https://dallasbarta.com/tag/%E0%A6%B8%E0%A6%BE%E0%A6%A7%E0%A6%BE%E0%A6%B0%E0%A6%A3-%E0%A6%9B%E0%A7%81%E0%A6%9F%E0%A6%BF',
    lookedUp: '2026-11-26',
  },
  {
    where: 'BD',
    // Feasts of the moon, of which the data has the dates up to 2020 and one and the same day afterwards.
    days: {
      '05-19': false,
      '08-24': false,
      '10-08': false,
      // The moon is seen a day later than in Mecca, after which the data reckons.
      '11 Muharram': '10 Muharram',
      '10 Muharram': false,
      '13 Rabi al-awwal': '12 Rabi al-awwal',
      '12 Rabi al-awwal': false,
      '2 Shawwal P3D': '1 Shawwal',
      '1 Shawwal P3D': false,
      '11 Dhu al-Hijjah P3D': '10 Dhu al-Hijjah',
      '10 Dhu al-Hijjah P3D': false,
      '16 Shaban': { bn: 'শবে বরাত', en: 'Shab-e-Barat' },
      '28 Ramadan': { bn: 'শবে কদর', en: 'Shab-e-Qadr' },
    },
    source:
      'the government’s lists of 2016, https://mmhaqtareq84.blogspot.com/2015/11, and 2018, https://bddnews.com/?p=15706',
    lookedUp: '2026-11-26',
  },
];
