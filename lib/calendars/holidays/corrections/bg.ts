import type { Correction, Feast } from './correction.ts';

const then = (day: string, bg: string, en: string): Record<string, Feast> => ({
  [day]: false,
  [`${day} and if saturday,sunday then next monday`]: { bg, en },
});

/** A feast on a weekend, Easter apart, makes the next one or two working days free. */
export const BG: Correction[] = [
  {
    where: 'BG',
    days: {
      '2025-12-31': { bg: 'Неприсъствен ден', en: 'Day off' },
      '2026-01-02': { bg: 'Неприсъствен ден', en: 'Day off' },
    },
    source:
      'Council of Ministers, decision of 19 November 2025, for the change to the euro, https://www.dnes.bg/a/603-lev-i-evro/700479-ofitsialno-ms-reshi-31-dekemvri-i-2-yanuari-da-sa-nerabotni-dni',
    lookedUp: '2026-11-26',
  },
  {
    where: 'BG',
    days: {
      ...then('01-01', 'Нова година', 'New Year’s Day'),
      ...then('03-03', 'Ден на Освобождението на България', 'Liberation Day'),
      'orthodox -1': { bg: 'Велика събота', en: 'Holy Saturday' },
      ...then('05-01', 'Ден на труда', 'Labour Day'),
      ...then('05-06', 'Гергьовден', 'St George’s Day'),
      ...then('05-24', 'Ден на българската просвета и култура', 'Day of Bulgarian Education and Culture'),
      ...then('09-06', 'Ден на Съединението', 'Unification Day'),
      ...then('09-22', 'Ден на Независимостта', 'Independence Day'),
      '12-26': '12-26',
      // In 2027 the Monday after 1 May is Easter Monday.
      '2027-05-04': { bg: 'Ден на труда (почивен ден)', en: 'Labour Day (day off)' },
      // Of the three days of Christmas as many working days follow as fall on a weekend.
      'substitutes 12-25 if saturday,sunday then next monday': '12-25',
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday': '12-26',
      'substitutes 12-24 if sunday then next wednesday if saturday then next tuesday': '12-24',
    },
    source: 'Кодекс на труда, чл. 154, ал. 1 и 2, https://mnogoznaiko.com/чл-154-кодекс-на-труда/',
    lookedUp: '2026-11-26',
  },
];
