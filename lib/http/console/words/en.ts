/** All that the console says in English; `fr.ts` says the same in French. */
import { acting } from './en-acting.ts';
import { number, shops } from './en-counts.ts';
import { kept } from './en-kept.ts';

export const en = {
  product: 'Closures',
  frame: { skip: 'Skip to the content', navigation: 'Parts of the console', signOut: 'Sign out' },
  parts: {
    now: 'Now',
    calendar: 'Calendar',
    shops: 'Shops',
    close: 'Close now',
    waiting: 'Waiting',
    rules: 'Rules',
    history: 'History',
  },
  /** BCP 47. */
  tag: 'en-GB',
  number,
  shops,
  until: 'until',
  furtherNotice: 'until further notice',
  /** The same below “until”. */
  noEnd: 'further notice',
  localTime: 'local time',
  yes: 'yes',
  no: 'no',
  signIn: {
    title: 'Sign in',
    lead: 'Look at what is closed, why, and until when. Close and reopen shops if your token lets you.',
    token: 'Token',
    hint: 'Whoever runs partoo-closures makes one for you: partoo-closures token create NAME --scopes read,operate',
    submit: 'Sign in',
    wrong: 'This token is not known, was revoked or has expired. Paste it again, whole, without spaces.',
    calendarOnly: 'This token opens the calendar file alone. Ask for one with the scope read or operate.',
    lost: 'Your browser did not keep the sign-in. Over a plain http:// address it does so on this machine alone: open the console over https://.',
    over: 'You were signed out, or twelve hours are over. Sign in again.',
  },
  states: {
    fine: 'fine',
    planned: 'closed as planned',
    otherwise: 'closed otherwise',
    look: 'needs a look',
  },
  /** What stands behind one of the four words; null: it says everything. */
  details: {
    open: null,
    closed: null,
    held: 'kept open on request',
    overridden: 'a person opened it all the same',
    propagating: 'written, and not seen at Partoo yet',
    failing: 'Partoo does not take what is written',
    'zone-unknown': 'its time zone is not known, so nothing is done to it',
    gone: 'not at Partoo any more',
    kept: 'somebody changed it in Partoo, and that was kept',
    due: 'a change is due and not made yet',
  },
  actors: {
    calendar: 'the calendar',
    person: 'a person in Partoo',
    command: (name: string) => `${name} (command)`,
    token: (name: string) => `${name} (token)`,
    event: (name: string) => `${name} (event)`,
    webhook: (name: string) => `${name} (webhook)`,
    unknown: 'somebody',
  },
  now: {
    title: 'Now',
    none: 'No shops are known yet.',
    noneHint: 'They appear once partoo-closures apply has read them from Partoo.',
    allFine: (count: number) =>
      count === 1 ? 'The one shop is as it should be.' : `All ${number(count)} shops are as they should be.`,
    some: (bad: number, count: number) =>
      `${number(bad)} of ${shops(count)} ${bad === 1 ? 'needs' : 'need'} a look.`,
    changing: (due: number, count: number) =>
      `${number(due)} of ${shops(count)} ${due === 1 ? 'is' : 'are'} being closed or opened right now.`,
    counts: 'Shops by state',
    look: 'What needs a look',
    all: (count: number) => `Show all ${number(count)}`,
    inForce: 'In force',
    templates: (count: number) =>
      count === 1
        ? 'A template at Partoo needs a look.'
        : `${number(count)} templates at Partoo need a look.`,
    nothingInForce: 'No closure is in force.',
    closure: 'Closure',
    by: 'By',
    shops: 'Shops',
    end: 'Until',
    rule: 'calendar',
    wave: 'Under way',
    waveSays: (done: number, all: number, end: string) =>
      `${number(done)} of ${shops(all)} done; the last one at about ${end}`,
    next: 'Next',
    nothingNext: 'Nothing is planned for the coming 60 days.',
    waveOf: ({ closing, reopening, changing }: { closing: number; reopening: number; changing: number }) =>
      [
        closing > 0 ? `${shops(closing)} ${closing === 1 ? 'closes' : 'close'}` : '',
        reopening > 0 ? `${shops(reopening)} ${reopening === 1 ? 'reopens' : 'reopen'}` : '',
        changing > 0
          ? `${shops(changing)} ${changing === 1 ? 'changes its text' : 'change their texts'}`
          : '',
      ]
        .filter(Boolean)
        .join(', '),
    late: (count: number) => `${shops(count)} will be late`,
    paused: (by: string, since: string) =>
      `Writing is paused${since && ` since ${since}`}${by && `, by ${by}`}.`,
    pausedHint: 'Nothing closes or reopens until somebody says partoo-closures resume.',
    silent: (until: string) => `Partoo asked to be left alone until ${until}. Writing goes on then.`,
    approvals: (count: number) =>
      `${number(count)} ${count === 1 ? 'request waits' : 'requests wait'} for approval.`,
    heldDates: (rules: string, closing: number, reopening: number) =>
      `Dates of ${rules} changed by themselves: ${number(closing)} would close and ${number(reopening)} reopen at once.`,
    heldDatesHint: 'They are held back until somebody allows it with partoo-closures apply --allow-now.',
    feedFails: (rule: string) => `The calendar feed of ${rule} cannot be read.`,
    feedFailsHint: 'Its last good content stays in force.',
    feedHeld: (rule: string, coming: number, before: number) =>
      `The feed of ${rule} suddenly has ${number(coming)} coming closures instead of ${number(before)}.`,
    feedHeldHint: 'What it had before stays in force until somebody accepts the new content.',
  },
  pages: {
    label: 'Pages',
    before: 'Before',
    after: 'Next',
    one: (page: number) => `Page ${number(page)}`,
    of: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
  },
  shopList: {
    search: 'Name, code or id',
    state: 'State',
    country: 'Country',
    sort: 'In order of',
    sorts: { code: 'code', name: 'name', state: 'state', until: 'end of the closure' },
    any: 'all',
    show: 'Show',
    none: 'No shop fits. Search for less.',
    ofRule: (rule: string) => `Only those that ${rule} closes now.`,
    allShops: 'Show all',
    shop: 'Shop',
    closure: 'Closure',
    tickAll: 'All shops of this page',
    tickHint:
      'Tick shops, then say what is to happen. Nothing is done before you have seen what people will read.',
    close: 'Close…',
    hold: 'Keep open…',
  },
  shop: {
    close: 'Close…',
    hold: 'Keep open…',
    reopen: 'Open again…',
    why: 'Why',
    shouldBe: {
      open: 'It should be open',
      closed: 'It should be closed',
      'left-alone': 'It is left alone',
    },
    atInstant: (at: string) => `at ${at}.`,
    nextChange: (at: string) => `The next change is at ${at}.`,
    overridden: (at: string) => `Opened all the same at ${at}: closures that had begun by then do not count.`,
    another: 'At another time',
    field: 'What',
    decidedBy: 'Decided by',
    over: 'Not by',
    itself: 'the shop itself',
    everything: 'Everything',
    fields: {
      is_launched: 'Reachable',
      offline_message: 'Text while closed',
      welcome_message: 'Welcome text',
      uses_business_hours: 'Whose hours',
      custom_chat_hours: 'Hours',
    },
    levels: {
      hold: 'what is kept open',
      urgent: 'what is urgent',
      'ad-hoc': 'what somebody asked for',
      rule: 'a rule',
    },
    loses: {
      level: (winner: string) => `${winner} goes before it`,
      priority: (loser: number, winner: number) => `its priority ${loser} is lower than ${winner}`,
      earlier: 'it began earlier',
      name: 'equal in all else; the name decides',
    },
    read: 'What people read',
    readOutside: 'What people read outside its hours',
    noText: 'No text is known.',
    hours: 'Hours of the coming week',
    hoursOf: (zone: string) => `Times are those of ${zone}.`,
    closedAllDay: 'closed',
    nextOpening: 'It answers next',
    answersNow: 'It answers now.',
    noOpening: 'It answers at no time of the coming week.',
    allHistory: 'All of its history',
    facts: {
      title: 'About',
      place: 'Place',
      zone: 'Time zone',
      language: 'Language',
      error: 'Last error',
      id: 'Id at Partoo',
    },
  },
  ...kept,
  ...acting,
};
export type Words = typeof en;
