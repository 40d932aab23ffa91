import type { Correction } from './correction.ts';

export const ME: Correction[] = [
  {
    where: 'ME',
    // Feasts of a faith are its believers’ alone.
    days: {
      'julian 12-24': false,
      'julian 12-25': false,
      'julian 12-26': false,
      'orthodox -2': false,
      orthodox: false,
      '12-24': false,
      '12-25': false,
      '12-26': false,
      'easter -2': false,
      easter: false,
      'easter 1': false,
      '11-01': false,
      '1 Shawwal P3D': false,
      '10 Dhu al-Hijjah P3D': false,
      '15 Nisan P2D': false,
      '10 Tishrei P2D': false,
      '11-13 and if sunday then next tuesday': { sr: 'Njegošev dan', en: 'Njegoš Day' },
      '11-14 and if sunday then next monday': { sr: 'Njegošev dan', en: 'Njegoš Day' },
    },
    source:
      'Zakon o svetkovanju vjerskih praznika: those of a faith are days off for its believers, https://gov.me/cyr/clanak/obavjestenje-o-neradnim-danima-za-predstojece-praznike; Zakon o državnim i drugim praznicima, čl. 2 i 3: two days for Njegoš, too, https://radiotivat.com/2023/11/10/za-njegosev-dan-neradni-13-i-14-novembar/',
    lookedUp: '2026-11-26',
  },
];
