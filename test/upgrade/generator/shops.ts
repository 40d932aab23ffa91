import type { Settings } from '../model.ts';
import type { Release } from './release.ts';

export type OrganizationId = 'acme' | 'bolt' | 'cove' | 'dune' | 'eden';

export interface Cast {
  n: number;
  story: string;
  settings?: Partial<Settings>;
  business?: object;
}

const PARIS = { country: 'FR', region: null, city: 'Paris', zipcode: '75002', lat: 48.8686, long: 2.3415 };
const WEEK = {
  monday: ['09:00-12:30', '14:00-18:00'],
  tuesday: ['09:00-18:00'],
  wednesday: ['09:00-18:00'],
  thursday: ['09:00-18:00'],
  friday: ['09:00-19:00'],
  saturday: ['10:00-17:00'],
  sunday: [],
};
/** Sunday first, and days left out: the order and the gaps have to come back too. */
const ODD_WEEK = { sunday: [], thursday: ['09:00-18:00'], tuesday: ['10:00-12:00'], friday: ['20:00-23:59'] };
const SHORT_WEDNESDAY = { ...WEEK, wednesday: ['08:00-11:30'] };

const CASTS: Record<OrganizationId, Cast[]> = {
  // Nothing is under way here.
  acme: [
    { n: 1, story: 'closed, of its texts the line ends and blanks count' },
    { n: 2, story: 'closed by an event until further notice, and by a holiday over it' },
    { n: 3, story: 'closed, had no welcome text', settings: { welcome_message: null } },
    { n: 4, story: 'closed by night, then by a holiday' },
    { n: 5, story: 'relaunched by a person' },
    { n: 6, story: 'open again, a text of a person was kept', settings: { uses_business_hours: false } },
    { n: 7, story: 'closed, a person changed the offline text, noticed' },
    { n: 8, story: 'released by command' },
    { n: 9, story: 'closed, refuses emptied hours' },
    { n: 10, story: 'held open' },
    {
      n: 11,
      story: 'closed, a person changed one weekday, noticed',
      settings: { custom_chat_hours: ODD_WEEK },
    },
    {
      n: 12,
      story: 'closed, went by its business hours and had no texts',
      settings: {
        uses_business_hours: true,
        custom_chat_hours: null,
        welcome_message: null,
        offline_message: null,
      },
    },
    { n: 13, story: 'closed, a person changed the welcome text, noticed' },
    { n: 14, story: 'closed, a person changed the offline text, not noticed yet' },
    { n: 15, story: 'relaunched by a person, not noticed yet' },
    { n: 16, story: 'closed, was off before', settings: { is_launched: false } },
    { n: 17, story: 'closed by an urgent closure with its own text' },
    { n: 18, story: 'closed, hours in an odd order', settings: { custom_chat_hours: ODD_WEEK } },
    { n: 19, story: 'zone unknown', business: { zipcode: null, region: null, lat: null, long: null } },
    { n: 20, story: 'closed, then gone from Partoo' },
  ],
  // A process died in the middle of a wave.
  bolt: [
    { n: 21, story: 'reopening: intent, not carried out' },
    { n: 22, story: 'reopening: intent, carried out' },
    { n: 23, story: 'reopening: answered, not read back' },
    { n: 24, story: 'closing: intent, not carried out' },
    { n: 25, story: 'closing: intent, carried out' },
    { n: 26, story: 'closing: answered, not read back' },
    { n: 27, story: 'closing: refused, failing' },
    { n: 28, story: 'reopening: refused, failing' },
    { n: 29, story: 'closing: intent, carried out, then a person changed the welcome text' },
    { n: 30, story: 'closing: intent, carried out, no texts before', settings: { welcome_message: null } },
  ],
  // Everything is paused.
  cove: [
    { n: 31, story: 'closed' },
    { n: 32, story: 'closed, a person changed the offline text' },
    { n: 33, story: 'closed' },
  ],
  // Partoo shows late whether a shop is launched.
  dune: [
    { n: 34, story: 'closing: propagating', business: PARIS },
    { n: 35, story: 'reopening: propagating', business: PARIS },
    { n: 36, story: 'never touched', business: PARIS },
  ],
  // Of the story with staged closures.
  eden: [
    { n: 41, story: 'hours in place, its own' },
    {
      n: 42,
      story: 'hours in place, goes by its business hours, had no texts',
      settings: {
        uses_business_hours: true,
        custom_chat_hours: null,
        welcome_message: null,
        offline_message: null,
      },
      business: { open_hours: WEEK, specific_hours: null },
    },
    { n: 43, story: 'hours in place, in an odd order', settings: { custom_chat_hours: ODD_WEEK } },
    { n: 44, story: 'hours in place, announced' },
    { n: 45, story: 'hours in place, switched over them' },
    { n: 46, story: 'hours in place, switched over them, relaunched by a person' },
    { n: 47, story: 'hours in place, a person changed an open weekday before' },
    { n: 48, story: 'hours in place, a person changed an open weekday, noticed' },
    { n: 49, story: 'hours in place, a person filled an emptied weekday, noticed' },
    { n: 50, story: 'hours in place, a person changed the offline text, noticed' },
    { n: 51, story: 'hours in place, a person changed an open weekday, not noticed yet' },
    { n: 52, story: 'released' },
    { n: 53, story: 'hours in place, to be held open for a part' },
    { n: 54, story: 'closed by staged nights' },
    { n: 55, story: 'hours in place, off before', settings: { is_launched: false } },
    {
      n: 56,
      story: 'closed on a special day of its listing',
      business: {
        specific_hours: { open: [], close: [{ starts_at: '2026-12-24', ends_at: '2026-12-24' }] },
      },
    },
    { n: 57, story: 'hours in place, closing over them: intent, not carried out' },
    { n: 58, story: 'hours in place, closing over them: intent, carried out' },
    { n: 59, story: 'hours in place, closing over them: answered, not read back' },
    { n: 60, story: 'hours: intent, not carried out', settings: { custom_chat_hours: SHORT_WEDNESDAY } },
    { n: 61, story: 'hours: intent, carried out', settings: { custom_chat_hours: SHORT_WEDNESDAY } },
    { n: 62, story: 'refuses emptied hours' },
  ],
};

/** Texts whose bytes are easily lost. */
const TEXTS = [
  'Bonjour !\r\nNous répondons du lundi au vendredi.\r\n',
  'Nous sommes fermés. À très bientôt.'.normalize('NFD'),
  '  \n\tHola: estamos fuera.  \n ',
  'Wir sind „gleich“ zurück – 👩‍👩‍👧 \u00a0\u200d',
  'C:\\boutique\\"ouvert" {{closure_name}} <b>&amp;</b>',
  ' \r\n ',
];

export const codeOf = (n: number): string => `ST-${String(n).padStart(5, '0')}`;
export const castOf = (id: OrganizationId): Cast[] => CASTS[id];

/** Businesses of one organization to start with. */
export function shopsOf(release: Release, id: OrganizationId) {
  return CASTS[id].map(({ n, settings, business }) =>
    release.makeBusiness(n, 1, {
      business: {
        ...(id === 'bolt' || id === 'eden' ? PARIS : {}),
        ...(id === 'eden' ? { specific_hours: null } : {}),
        ...business,
      },
      settings: {
        welcome_message: TEXTS[n % TEXTS.length],
        offline_message: TEXTS[(n + 1) % TEXTS.length],
        uses_business_hours: false,
        custom_chat_hours: WEEK,
        is_launched: true,
        ...settings,
      },
    }),
  );
}
