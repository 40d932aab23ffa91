import type { Correction } from './correction.ts';

export const GM: Correction[] = [
  {
    where: 'GM',
    days: { '12-26': '12-26' },
    source:
      'list of http://dgbl.gm/pr/subpage.php/lang=en/noback=1/pagetype=/pagecode=Subpage_subpageInfo6Feestdagen',
    lookedUp: '2026-11-26',
  },
];
