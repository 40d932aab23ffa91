/** Seeds that found something once; they are played again in every run. */
interface Found {
  seed: number;
  found: string;
}

/** Of the whole system. */
export const SEEDS: readonly Found[] = [
  { seed: 12, found: "a pass that rejects, its store gone, was nobody's and took the process down unheard" },
  {
    seed: 252,
    found: 'nothing in the product: a text after a relaunch names the opening of those closures that count',
  },
  {
    seed: 57,
    found:
      'nothing in the product: between two that are asked for within a minute, a text goes by what is known then',
  },
  {
    seed: 183,
    found:
      'nothing in the product: what Partoo refuses, naming no field, is taken for emptied hours that it refuses',
  },
  {
    seed: 344,
    found: 'answers to other questions, for an hour, had shops left alone for a day as ones without settings',
  },
  {
    seed: 407,
    found:
      'nothing in the product: of a shop where a person has replaced all that was ours no baseline is kept',
  },
  {
    seed: 424,
    found: 'nothing in the product: a week that is empty may be kept as one that nobody has filled',
  },
  {
    seed: 785,
    found: 'emptied hours that Partoo refused, and carried out, were taken for a person’s, and left for good',
  },
];

/** Of days at an odd Partoo. */
export const ODD_SEEDS: readonly Found[] = [
  { seed: 210, found: 'a shop that one list lacked, without saying so, was left open for its closure' },
  { seed: 712, found: 'the same, where the list showed shops instead that nobody had asked for' },
  {
    seed: 254,
    found:
      'nothing in the product: what Partoo refuses, naming no field, and carries out is written without its emptied hours',
  },
  { seed: 442, found: 'nothing in the product: the same with hours that are null, which stay out as well' },
  {
    seed: 1005,
    found:
      'nothing in the product: what a person wrote was taken for ours where Partoo had not carried ours out',
  },
];
