import { event, type FeedCase } from '../support.ts';

const time = (rule: string, start: string, ...more: string[]) =>
  event(`DTSTART:${start}`, 'DURATION:PT1H', `RRULE:${rule}`, ...more);
const hour = (start: string, end: string) => `2026-${start}..2026-${end}`;

/** Rules that libraries of recurrences are known to get wrong, and lines that people write by hand. */
export const byHand: FeedCase[] = [
  [
    'the last day of each month, daily',
    event('DTSTART;VALUE=DATE:20261130', 'RRULE:FREQ=DAILY;BYMONTHDAY=-1;COUNT=3'),
    ['2026-11-30..2026-12-01', '2026-12-31..2027-01-01', '2027-01-31..2027-02-01'],
  ],
  [
    'the 20th Monday of the year',
    event('DTSTART;VALUE=DATE:20260518', 'RRULE:FREQ=YEARLY;BYDAY=20MO'),
    ['2027-05-17..2027-05-18'],
  ],
  [
    'story 20: 29 February comes in leap years only',
    event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;COUNT=2'),
    [],
  ],
  [
    'the 31st of months that have one',
    event('DTSTART;VALUE=DATE:20261231', 'RRULE:FREQ=MONTHLY;COUNT=3'),
    ['2026-12-31..2027-01-01', '2027-01-31..2027-02-01', '2027-03-31..2027-04-01'],
  ],
  [
    'Friday the 13th; its DTSTART is none',
    event('DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2'),
    ['2026-11-13..2026-11-14', '2027-08-13..2027-08-14'],
  ],
  [
    'a week number',
    event('DTSTART;VALUE=DATE:20261228', 'RRULE:FREQ=YEARLY;BYWEEKNO=53,1;BYDAY=MO'),
    ['2026-12-28..2026-12-29', '2027-01-04..2027-01-05'],
  ],
  [
    'weeks from Sunday on, every other',
    event('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4'),
    ['2026-12-01..2026-12-02', '2026-12-13..2026-12-14', '2026-12-15..2026-12-16', '2026-12-27..2026-12-28'],
  ],
  [
    'weeks from Monday on, every other',
    event('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4'),
    ['2026-12-01..2026-12-02', '2026-12-06..2026-12-07', '2026-12-15..2026-12-16', '2026-12-20..2026-12-21'],
  ],
  [
    'a day of the year, from its end',
    event('DTSTART;VALUE=DATE:20201231', 'RRULE:FREQ=YEARLY;BYYEARDAY=-1'),
    ['2026-12-31..2027-01-01'],
  ],
  [
    'every seven hours on one day',
    time('FREQ=HOURLY;INTERVAL=7;COUNT=3', '20261201T000000'),
    [
      hour('12-01T00:00', '12-01T01:00'),
      hour('12-01T07:00', '12-01T08:00'),
      hour('12-01T14:00', '12-01T15:00'),
    ],
  ],
  [
    'every 90 minutes, only before noon',
    time('FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,10,11;COUNT=3', '20261201T090000'),
    [
      hour('12-01T09:00', '12-01T10:00'),
      hour('12-01T10:30', '12-01T11:30'),
      '2026-12-02T09:00..2026-12-02T10:00',
    ],
  ],
  [
    'seconds',
    event('DTSTART:20261201T090000', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;INTERVAL=30;COUNT=2'),
    ['2026-12-01T09:00..2026-12-01T09:00:01', '2026-12-01T09:00:30..2026-12-01T09:00:31'],
  ],
  [
    'a semicolon at the end, small letters',
    event('DTSTART;VALUE=DATE:20261201', 'RRULE:freq=daily;count=2;'),
    ['2026-12-01..2026-12-02', '2026-12-02..2026-12-03'],
  ],
  [
    'a count that ended before the window',
    event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY;COUNT=5'),
    [],
  ],
  [
    'a count from long ago that reaches into it',
    event('DTSTART;VALUE=DATE:20160101', 'RRULE:FREQ=DAILY;COUNT=3960'),
    ['2026-11-01..2026-11-02', '2026-11-02..2026-11-03', '2026-11-03..2026-11-04'],
  ],
  ['a date without VALUE=DATE', event('DTSTART:20261225', 'DTEND:20261227'), ['2026-12-25..2026-12-27']],
  [
    'a time of no length, and one that ends before it begins',
    [...event('DTSTART:20261225T100000'), ...event('DTSTART:20261225T100000', 'DTEND:20261225T090000')],
    [],
  ],
  [
    'a date that there is not, beside one that is right',
    [...event('DTSTART;VALUE=DATE:20261332', 'SUMMARY:Wrong'), ...event('DTSTART;VALUE=DATE:20261225')],
    ['2026-12-25..2026-12-26', 'the event "Wrong" is set aside: "20261332" is no date'],
  ],
  [
    'a zone that nobody knows',
    event('DTSTART;TZID=Middle/Earth:20261225T100000', 'DURATION:PT1H'),
    ['an event is set aside: the time zone "Middle/Earth" is not known, and not described'],
  ],
  [
    'a rule that is none',
    event('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=SOMETIMES', 'SUMMARY:Odd'),
    ['the event "Odd" is set aside: a rule without a frequency that is known'],
  ],
  [
    'two events of one UID that somebody copied',
    [...event('UID:1', 'DTSTART;VALUE=DATE:20261225'), ...event('UID:1', 'DTSTART;VALUE=DATE:20270101')],
    ['2026-12-25..2026-12-26', '2027-01-01..2027-01-02'],
  ],
  [
    'an occurrence that was changed, its event left out',
    event('UID:2', 'RECURRENCE-ID:20261224T100000', 'DTSTART:20261225T100000', 'DURATION:PT1H'),
    ['2026-12-25T10:00..2026-12-25T11:00'],
  ],
  [
    'moved into the window from far away',
    [
      ...event('UID:3', 'DTSTART;VALUE=DATE:20250101'),
      ...event('UID:3', 'RECURRENCE-ID;VALUE=DATE:20250101', 'DTSTART;VALUE=DATE:20261225'),
    ],
    ['2026-12-25..2026-12-26'],
  ],
  [
    'EXDATE as a day for times',
    time('FREQ=DAILY;COUNT=2', '20261201T100000', 'EXDATE;VALUE=DATE:20261201'),
    [hour('12-02T10:00', '12-02T11:00')],
  ],
  [
    'EXDATE without the zone of its event',
    event(
      'DTSTART;TZID=Europe/Rome:20261201T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=2',
      'EXDATE:20261201T100000',
    ),
    ['2026-12-02T09:00:00Z..2026-12-02T10:00:00Z'],
  ],
  [
    'a changed occurrence of a time, named by its day',
    [
      ...event('UID:a', 'DTSTART:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ...event('UID:a', 'RECURRENCE-ID;VALUE=DATE:20261208', 'DTSTART:20261209T100000', 'DURATION:PT1H'),
    ],
    [
      hour('12-01T09:00', '12-01T10:00'),
      hour('12-09T10:00', '12-09T11:00'),
      hour('12-15T09:00', '12-15T10:00'),
    ],
  ],
  [
    'all that follow are changed, from a day on',
    [
      ...event('UID:a', 'DTSTART:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ...event(
        'UID:a',
        'RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261208',
        'DTSTART:20261208T100000',
        'DURATION:PT2H',
      ),
    ],
    [
      hour('12-01T09:00', '12-01T10:00'),
      hour('12-08T10:00', '12-08T12:00'),
      hour('12-15T10:00', '12-15T12:00'),
    ],
  ],
  [
    'days of months that have none, to be moved (RFC 7529): who moves them is not us',
    event(
      'UID:a',
      'DTSTART;VALUE=DATE:20261231',
      'RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3',
    ),
    ['an event is set aside: a rule with SKIP=BACKWARD'],
  ],
  ['an empty EXDATE', event('DTSTART;VALUE=DATE:20261201', 'EXDATE:'), ['2026-12-01..2026-12-02']],
  ['a whole calendar that is called off', ['METHOD:CANCEL', ...event('DTSTART;VALUE=DATE:20261225')], []],
  [
    '24:00 is the end of the day',
    event('DTSTART:20261224T180000', 'DTEND:20261224T240000'),
    ['2026-12-24T18:00..2026-12-25T00:00'],
  ],
  [
    'story 8: a day is a day also where it begins at one',
    event('DTSTART;VALUE=DATE:20270905', 'SUMMARY:Santiago'),
    ['2027-09-05..2027-09-06'],
  ],
  [
    'a time in a gap begins after it',
    event('DTSTART;TZID=Europe/Paris:20270328T023000', 'DTEND;TZID=Europe/Paris:20270328T060000'),
    ['2027-03-28T01:00:00Z..2027-03-28T04:00:00Z'],
  ],
  [
    'a repeated hour is closed whole',
    event('DTSTART;TZID=Europe/Paris:20271031T020000', 'DTEND;TZID=Europe/Paris:20271031T030000'),
    ['2027-10-31T00:00:00Z..2027-10-31T02:00:00Z'],
  ],
  [
    'half an hour of Lord Howe',
    event('DTSTART;TZID=Australia/Lord_Howe:20270701T090000', 'DURATION:PT1H'),
    ['2027-06-30T22:30:00Z..2027-06-30T23:30:00Z'],
  ],
  ['a calendar without events', [], []],
];
