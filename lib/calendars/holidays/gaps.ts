/** Feasts that a country keeps and the data does not have from a year on. */
interface Gap {
  from: number;
  feasts: string;
}

/** Of places that have them, and by no rule that we know. */
const IN_LIEU = 'days in lieu of feasts on a weekend';

/**
 * Feasts of moons that nobody reckons for us: the data has them year by year, up to one, or not at all. What is missing
 * is said, so that nobody takes the list for whole. Keyed by country.
 */
const GAPS: Readonly<Record<string, Gap>> = {
  AI: { from: 1970, feasts: IN_LIEU },
  BD: { from: 2021, feasts: 'Buddha Purnima, Janmashtami, Durga Puja' },
  CC: { from: 1970, feasts: IN_LIEU },
  CX: { from: 1970, feasts: IN_LIEU },
  CV: { from: 1970, feasts: 'the days of municipalities' },
  FJ: { from: 2031, feasts: 'Diwali' },
  GM: { from: 1970, feasts: IN_LIEU },
  GY: { from: 2031, feasts: 'Phagwah, Deepavali' },
  ID: { from: 2028, feasts: 'Nyepi, Waisak' },
  IN: {
    from: 1970,
    feasts:
      'the feasts of states by the moon (Onam, Durga Puja and others), and from 2031 Holi, Diwali and the like',
  },
  LK: { from: 2028, feasts: 'the Poya days, Mahasivarathri, Deepavali' },
  MU: { from: 2031, feasts: 'Thaipoosam Cavadee, Maha Shivaratree, Ougadi, Ganesh Chaturthi, Divali' },
  MY: { from: 2029, feasts: 'Wesak, and Thaipusam from 2031' },
  SG: { from: 2029, feasts: 'Vesak' },
  SZ: { from: 1970, feasts: 'Incwala Day' },
  TH: { from: 2029, feasts: 'Makha Bucha, Visakha Bucha, Asalha Bucha, Khao Phansa' },
};

/** The same in a sentence for people, or null where nothing is missing up to the year. */
export function gapNote(country: string, year: number): string | null {
  const gap = GAPS[country];
  if (gap === undefined || year < gap.from) return null;
  const since = gap.from > 1970 ? ` from ${gap.from} on` : '';
  return `the data lacks feasts of ${country}${since}: ${gap.feasts}; add them with \`also\`, or as dates`;
}
