import type { Correction } from './correction.ts';

export const BA: Correction[] = [
  {
    where: 'BA',
    // Of the feasts of four faiths those that a law names; the data has those of their neighbours, too.
    days: {
      'easter 60': false,
      '08-15': false,
      'julian 08-15': false,
      '11-01': false,
      '11-02': false,
      '12-26': false,
      'julian 01-01': false,
      '1 Muharram': false,
      '12 Rabi al-awwal': false,
      '01-06': false,
      'julian 12-24': { bs: 'Badnji dan', sr: 'Бадњи дан', en: 'Orthodox Christmas Eve' },
      'easter -2': 'easter -2',
      'orthodox -2': { bs: 'Pravoslavni Veliki petak', sr: 'Велики петак', en: 'Orthodox Good Friday' },
      'orthodox 1': { bs: 'Vaskršnji ponedjeljak', sr: 'Васкршњи понедељак', en: 'Orthodox Easter Monday' },
      '12-24': { bs: 'Badnji dan', hr: 'Badnjak', en: 'Christmas Eve' },
      '1 Shawwal P3D': false,
      '1 Shawwal P2D': '1 Shawwal',
      '10 Dhu al-Hijjah P4D': false,
      '10 Dhu al-Hijjah P2D': '10 Dhu al-Hijjah',
    },
    source:
      'Zakon o praznicima Republike Srpske (Sl. glasnik RS 43/07), čl. 7, as told by https://www.hercegovinapromo.com/ministarstvo-uprave-rs-9-januar-republicki-praznik-i-neradni-dan/ and https://neradnipraznici.com/neradni-dani-drzavni-i-vjerski-praznici-kalendar-u-republici-srpskoj/; Zakon o praznicima (Sl. list SFRJ 6/73)',
    lookedUp: '2026-11-26',
  },
];
