import type { Correction } from './correction.ts';

/** Easter Saturday and Sunday, the evenings before feasts, and substitutes are each state's own. */
export const AU: Correction[] = [
  {
    where: 'AU',
    days: { 'easter -1': false, easter: false },
    source:
      'Statutory Holidays Act 2000 (Tas), s. 4, https://legislation.tas.gov.au/view/whole/html/inforce/2010-12-03/act-2000-096, has neither day',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-ACT AU-NSW AU-NT AU-QLD AU-SA AU-VIC',
    days: { 'easter -1': 'easter -1' },
    source:
      'Holidays Act 1983 (Qld), sch., http://corrigan.austlii.edu.au/au/legis/qld/consol_act/ha1983106/sch1.html, and the like of the others, as https://detik365.com/qa/question-is-easter-saturday-a-public-holiday-nsw.html lists them',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-ACT AU-NSW AU-QLD AU-VIC AU-WA',
    days: { easter: 'easter' },
    source:
      'Public and Bank Holidays Act 1972 (WA) as amended in 2021, with Victoria, New South Wales, Queensland and the ACT, https://insidelocalgovernment.com.au/wa-to-recognise-easter-sunday-public-holiday/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-SA',
    days: { easter: 'easter' },
    source:
      'Public Holidays Act 2023 (SA), https://safework.sa.gov.au/news-and-alerts/news/news/2023/locking-in-christmas-day-as-a-public-holiday',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-NT',
    days: { easter: 'easter' },
    source:
      'gazetted under the Public Holidays Act 1981 (NT), s. 6, for 2022, 2023 and 2026, https://erstrategies.com.au/easter-sunday-update-nt/ and https://peninsulagrouplimited.com.au/resources/blog/public-holidays-northern-territory-2026',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-SA',
    days: {
      '04-25': false,
      '04-25 and if sunday then next monday': { en: 'Anzac Day' },
      '12-25 if saturday then next monday if sunday then next tuesday': false,
      '12-25 and if saturday then next monday if sunday then next tuesday': '12-25',
    },
    source:
      'Public Holidays Act 2023 (SA): an additional day where the feast falls on a weekend, https://hansardsearch.parliament.sa.gov.au/daily/uh/2023-11-16/30; Anzac Day, https://www.abc.net.au/news/2021-04-22/is-anzac-day-a-public-holiday-weekend/100084060',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-NT AU-QLD',
    // The Monday is a holiday in its stead, and shops are shut until noon on the Sunday all the same.
    days: {
      '04-25 if sunday then next monday': false,
      '04-25 and if sunday then next monday': { en: 'Anzac Day' },
    },
    source:
      'Public Holidays Act 1981 (NT); Holidays Act 1983 (Qld), sch., and Trading (Allowable Hours) Act 1990 (Qld); https://www.abc.net.au/news/2021-04-22/is-anzac-day-a-public-holiday-weekend/100084060',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-NT',
    days: {
      '12-25 if saturday then next monday if sunday then next tuesday': false,
      '12-25 and if saturday then next monday if sunday then next tuesday': '12-25',
    },
    source:
      'Public Holidays Act 1981 (NT), sch. 2, as amended in 2016, http://www5.austlii.edu.au/au/legis/nt/bill_srs/phab2016253/srs.html',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AU-WA',
    // Show Day, a Monday in the school holidays of spring, is proclaimed each year.
    days: {
      '1st monday in March': false,
      '1st monday in March prior to 2028': { en: 'Labour Day' },
      '2nd monday in March since 2028': { en: 'Labour Day' },
      'easter -1 since 2028': 'easter -1',
      '1st monday in June': false,
      '1st monday in June prior to 2028': { en: 'Western Australia Day' },
      '2nd monday in June since 2028': { en: 'King’s Birthday' },
      'monday before October #1': false,
      'monday before October #1 prior to 2028': { en: 'King’s Birthday' },
      '2nd monday in November since 2028': { en: 'Western Australia Day' },
    },
    source:
      'Public and Bank Holidays Amendment Bill 2025 (WA), as introduced, https://www.wa.gov.au/government/announcements/outcomes-the-public-holiday-review',
    lookedUp: null,
  },
];
