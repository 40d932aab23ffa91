import type { Correction } from './correction.ts';
import { hindu } from './hindu-feasts.ts';

export const IN: Correction[] = [
  {
    where: 'IN',
    days: {
      // The moon is seen a day later than in Mecca, after which the data reckons.
      '2 Shawwal': '1 Shawwal',
      '11 Dhu al-Hijjah': '10 Dhu al-Hijjah',
      '11 Muharram': '10 Muharram',
      '13 Rabi al-awwal': '12 Rabi al-awwal',
    },
    source:
      'compulsory holidays of the central government, https://paycommissionnews.blogspot.com/2010/06/only-14-holidays-for-central-govt-staff.html; their days by the list of 2020, https://www.ryt9.com/en/hol/236377',
    lookedUp: '2026-11-26',
  },
  {
    where: 'IN',
    days: {
      ...hindu('shivaratri', { en: 'Maha Shivaratri', hi: 'महा शिवरात्रि' }),
      ...hindu('holi', { en: 'Holi', hi: 'होली' }, '2026-03-04'),
      ...hindu('ramNavami', { en: 'Ram Navami', hi: 'राम नवमी' }, '2026-03-26'),
      ...hindu('mahavir', { en: 'Mahavir Jayanti', hi: 'महावीर जयंती' }, '2026-03-31'),
      ...hindu('buddha', { en: 'Buddha Purnima', hi: 'बुद्ध पूर्णिमा' }, '2026-05-01'),
      '2026-05-28': false,
      '2026-05-27': '10 Dhu al-Hijjah',
      ...hindu('janmashtami', { en: 'Janmashtami', hi: 'जन्माष्टमी' }, '2026-09-04'),
      ...hindu('dussehra', { en: 'Dussehra', hi: 'दशहरा' }, '2026-10-20'),
      ...hindu('diwali', { en: 'Diwali', hi: 'दीपावली' }, '2026-11-08'),
      ...hindu('guruNanak', { en: 'Guru Nanak’s Birthday', hi: 'गुरु नानक जयंती' }, '2026-11-24'),
    },
    source:
      'the central government’s list of 2026, https://niepvd.nic.in/?p=9775; later years reckoned by its feasts',
    lookedUp: '2026-11-26',
  },
  {
    where: 'IN-AP IN-KA IN-TG',
    days: hindu('ugadi', { en: 'Ugadi', hi: 'उगादि' }, '2026-03-19'),
    source: 'lists of Andhra Pradesh, Karnataka and Telangana: the first of Chaitra, reckoned',
    lookedUp: null,
  },
  {
    where: 'IN-MH',
    days: hindu('ugadi', { en: 'Gudi Padwa', hi: 'गुड़ी पड़वा' }, '2026-03-19'),
    source: 'list of Maharashtra: the first of Chaitra, reckoned',
    lookedUp: null,
  },
];
