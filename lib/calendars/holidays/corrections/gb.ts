import type { Correction } from './correction.ts';

const ACT =
  'Banking and Financial Dealings Act 1971, sch. 1, http://legislation.data.gov.uk/ukpga/1971/80/schedule/1';

export const GB: Correction[] = [
  {
    // England, Wales and Northern Ireland keep it, Scotland does not.
    where: 'GB',
    days: { 'easter 1': false },
    source: ACT,
    lookedUp: '2026-11-26',
  },
  {
    where: 'GB-ENG GB-WLS GB-NIR GB-ALD',
    days: { 'easter 1': 'easter 1' },
    source: ACT,
    lookedUp: '2026-11-26',
  },
  {
    where: 'GB-SCT',
    days: { '2026-06-15': { en: 'World Cup bank holiday' } },
    source:
      'Royal Proclamation of 4 February 2026 under the Banking and Financial Dealings Act 1971, s. 1(3), https://www.wired-gov.net/wg/news.nsf/articles/world+cup+bank+holiday+confirmed+05022026150500?open',
    lookedUp: '2026-11-26',
  },
];
