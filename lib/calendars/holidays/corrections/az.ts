import type { Correction } from './correction.ts';

const NOVRUZ = { az: 'Novruz bayramı', en: 'Novruz' };
const VICTORY = { az: 'Zəfər Günü', en: 'Victory Day' };

/** A day off that falls on a weekend goes to the next working day, behind the other days off. */
export const AZ: Correction[] = [
  {
    where: 'AZ',
    days: {
      '01-20': { az: 'Ümumxalq hüzn günü', en: 'Day of Nationwide Sorrow' },
      '03-20': NOVRUZ,
      '03-21': NOVRUZ,
      '03-22': NOVRUZ,
      '03-23': NOVRUZ,
      '03-24': NOVRUZ,
      'substitutes 03-20 if saturday then next thursday if sunday then next friday': NOVRUZ,
      'substitutes 03-21 if saturday then next wednesday if sunday then next friday': NOVRUZ,
      'substitutes 03-22 if saturday then next tuesday if sunday then next thursday': NOVRUZ,
      'substitutes 03-23 if saturday then next monday if sunday then next wednesday': NOVRUZ,
      'substitutes 03-24 if saturday then next monday if sunday then next tuesday': NOVRUZ,
      '11-08 and if saturday then next monday if sunday then next tuesday since 2021': VICTORY,
      '11-09 and if saturday then next monday if sunday then next tuesday':
        '11-09 and if saturday,sunday then next monday',
      '11-09 and if saturday,sunday then next monday': false,
      '10-18 and if saturday,sunday then next monday': false,
      '11-12': false,
      '11-17': false,
    },
    source:
      'Labour Code, art. 105, https://docslib.org/download/3972453/holidays-excerpt-from-the-labor-code-of-the-republic-of-azerbaijan; the days of Novruz after https://report.az/en/domestic-politics/9-non-working-days-declared-over-novruz-holiday/; 20 January, for which nothing makes up, https://metbuat.az/news/1490015/22-yanvar-olkede-qeyri-is-gunudur.html',
    lookedUp: '2026-11-26',
  },
];
