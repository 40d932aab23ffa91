/** Feeds in the shapes in which calendars of companies come. Written for this project; nobody's data. */
import { event, type FeedCase } from '../support.ts';

const PARIS = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'X-LIC-LOCATION:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];
/** As Exchange describes zones: by a name of Windows, from the year 1601 on. */
const windowsZone = (tzid: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];
const allDay = (day: string, end: string, ...more: string[]) =>
  event(`DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${end}`, ...more);

export const google: FeedCase[] = [
  [
    'one all-day event',
    [
      'X-WR-TIMEZONE:Europe/Paris',
      ...allDay(
        '20261225',
        '20261226',
        'UID:1@google.com',
        'STATUS:CONFIRMED',
        'TRANSP:OPAQUE',
        'SUMMARY:Noël',
      ),
    ],
    ['2026-12-25..2026-12-26'],
  ],
  ['several days', allDay('20261224', '20270103', 'UID:2@google.com'), ['2026-12-24..2027-01-03']],
  [
    'all day, marked as free: a reminder, no closure',
    allDay('20261225', '20261226', 'UID:3@google.com', 'TRANSP:TRANSPARENT'),
    [],
  ],
  ['cancelled', allDay('20261225', '20261226', 'UID:4@google.com', 'STATUS:CANCELLED'), []],
  [
    'a time in UTC',
    event('DTSTART:20261224T160000Z', 'DTEND:20261224T190000Z', 'UID:5@google.com'),
    ['2026-12-24T16:00:00Z..2026-12-24T19:00:00Z'],
  ],
  [
    'weekly in a zone, across the change of clocks',
    [
      ...PARIS,
      ...event(
        'DTSTART;TZID=Europe/Paris:20270322T090000',
        'DTEND;TZID=Europe/Paris:20270322T110000',
        'RRULE:FREQ=WEEKLY;UNTIL=20270405T215959Z;BYDAY=MO',
        'UID:6@google.com',
      ),
    ],
    [
      '2027-03-22T08:00:00Z..2027-03-22T10:00:00Z',
      '2027-03-29T07:00:00Z..2027-03-29T09:00:00Z',
      '2027-04-05T07:00:00Z..2027-04-05T09:00:00Z',
    ],
  ],
  [
    'one occurrence moved, another cancelled',
    [
      ...PARIS,
      ...event(
        'DTSTART;TZID=Europe/Paris:20261201T180000',
        'DTEND;TZID=Europe/Paris:20261201T200000',
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'UID:7@google.com',
        'SEQUENCE:0',
      ),
      ...event(
        'DTSTART;TZID=Europe/Paris:20261209T180000',
        'DTEND;TZID=Europe/Paris:20261209T200000',
        'RECURRENCE-ID;TZID=Europe/Paris:20261208T180000',
        'UID:7@google.com',
        'SEQUENCE:1',
      ),
      ...event(
        'DTSTART;TZID=Europe/Paris:20261215T180000',
        'DTEND;TZID=Europe/Paris:20261215T200000',
        'RECURRENCE-ID;TZID=Europe/Paris:20261215T180000',
        'STATUS:CANCELLED',
        'UID:7@google.com',
      ),
    ],
    ['2026-12-01T17:00:00Z..2026-12-01T19:00:00Z', '2026-12-09T17:00:00Z..2026-12-09T19:00:00Z'],
  ],
  [
    'an occurrence taken out by EXDATE in UTC',
    [
      ...PARIS,
      ...event(
        'DTSTART;TZID=Europe/Paris:20261201T180000',
        'DURATION:PT2H',
        'RRULE:FREQ=WEEKLY;COUNT=2',
        'EXDATE:20261208T170000Z',
        'UID:8@google.com',
      ),
    ],
    ['2026-12-01T17:00:00Z..2026-12-01T19:00:00Z'],
  ],
  [
    'yearly, all day',
    allDay('20201111', '20201112', 'RRULE:FREQ=YEARLY', 'UID:9@google.com'),
    ['2026-11-11..2026-11-12', '2027-11-11..2027-11-12'],
  ],
  [
    'yearly all day until a time in UTC',
    [
      'X-WR-TIMEZONE:Europe/Paris',
      ...allDay('20241111', '20241112', 'RRULE:FREQ=YEARLY;UNTIL=20261110T230000Z', 'UID:10@google.com'),
    ],
    ['2026-11-11..2026-11-12'],
  ],
];

export const outlook: FeedCase[] = [
  [
    'all day with a time zone by name of Windows',
    [
      ...windowsZone('Romance Standard Time'),
      ...allDay(
        '20270101',
        '20270102',
        'SUMMARY;LANGUAGE=fr:Jour de l’an',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      ),
    ],
    ['2027-01-01..2027-01-02'],
  ],
  [
    'timed, zone of Windows',
    [
      ...windowsZone('Romance Standard Time'),
      ...event(
        'DTSTART;TZID="Romance Standard Time":20261224T120000',
        'DTEND;TZID="Romance Standard Time":20261224T180000',
      ),
    ],
    ['2026-12-24T11:00:00Z..2026-12-24T17:00:00Z'],
  ],
  [
    'zone of Windows that nothing describes',
    event('DTSTART;TZID=GMT Standard Time:20270701T120000', 'DTEND;TZID=GMT Standard Time:20270701T130000'),
    ['2027-07-01T11:00:00Z..2027-07-01T12:00:00Z'],
  ],
  [
    'zone by what people see, described',
    [
      ...windowsZone('(UTC+01:00) Amsterdam, Berlin, Bern'),
      ...event('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20270701T120000', 'DURATION:PT1H'),
    ],
    ['2027-07-01T10:00:00Z..2027-07-01T11:00:00Z'],
  ],
  [
    'customized zone, described',
    [
      ...windowsZone('Customized Time Zone'),
      ...event('DTSTART;TZID=Customized Time Zone:20261201T120000', 'DURATION:PT1H'),
    ],
    ['2026-12-01T11:00:00Z..2026-12-01T12:00:00Z'],
  ],
  [
    'second Tuesday of the month',
    [
      ...windowsZone('W. Europe Standard Time'),
      ...event(
        'DTSTART;TZID=W. Europe Standard Time:20261110T080000',
        'DTEND;TZID=W. Europe Standard Time:20261110T093000',
        'RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU',
      ),
    ],
    [
      '2026-11-10T07:00:00Z..2026-11-10T08:30:00Z',
      '2026-12-08T07:00:00Z..2026-12-08T08:30:00Z',
      '2027-01-12T07:00:00Z..2027-01-12T08:30:00Z',
    ],
  ],
  [
    'last weekday of the month',
    event(
      'DTSTART:20261130T170000',
      'DTEND:20261130T190000',
      'RRULE:FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ),
    ['2026-11-30T17:00..2026-11-30T19:00', '2026-12-31T17:00..2026-12-31T19:00'],
  ],
  [
    'lines folded by a tab, within a letter of two bytes',
    ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:No\r\n\tël', 'END:VEVENT'],
    ['2026-12-25..2026-12-26'],
  ],
  ['no end of an all-day event', event('DTSTART;VALUE=DATE:20261225'), ['2026-12-25..2026-12-26']],
  [
    'a parameter in quotes with a colon and a semicolon',
    event('DTSTART;X-A="a:b;c";VALUE=DATE:20261225'),
    ['2026-12-25..2026-12-26'],
  ],
];

export const exchange: FeedCase[] = [
  [
    'story 14: all-day EXDATE as midnight in a zone',
    [
      ...windowsZone('Romance Standard Time'),
      ...allDay(
        '20261207',
        '20261208',
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'EXDATE;TZID=Romance Standard Time:20261214T000000',
      ),
    ],
    ['2026-12-07..2026-12-08', '2026-12-21..2026-12-22'],
  ],
  [
    'story 14: all-day EXDATE as midnight in UTC',
    [
      ...windowsZone('Romance Standard Time'),
      ...allDay('20261207', '20261208', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261213T230000Z'),
    ],
    ['2026-12-07..2026-12-08', '2026-12-21..2026-12-22'],
  ],
  [
    'story 14: the same where no zone is described',
    allDay('20261207', '20261208', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261213T230000Z'),
    ['2026-12-07..2026-12-08', '2026-12-21..2026-12-22'],
  ],
  [
    'story 14: a moved all-day instance, named by a time',
    [
      ...windowsZone('Romance Standard Time'),
      ...allDay('20261207', '20261208', 'UID:e1', 'RRULE:FREQ=WEEKLY;COUNT=2'),
      ...allDay('20261216', '20261217', 'UID:e1', 'RECURRENCE-ID;TZID=Romance Standard Time:20261214T000000'),
    ],
    ['2026-12-07..2026-12-08', '2026-12-16..2026-12-17'],
  ],
  [
    'all-day recurrence until midnight in UTC',
    [
      ...windowsZone('Romance Standard Time'),
      ...allDay('20261207', '20261208', 'RRULE:FREQ=DAILY;UNTIL=20261208T230000Z'),
    ],
    ['2026-12-07..2026-12-08', '2026-12-08..2026-12-09', '2026-12-09..2026-12-10'],
  ],
  [
    'UNTIL without Z',
    event('DTSTART:20261207T080000', 'DTEND:20261207T090000', 'RRULE:FREQ=DAILY;UNTIL=20261208T080000'),
    ['2026-12-07T08:00..2026-12-07T09:00', '2026-12-08T08:00..2026-12-08T09:00'],
  ],
  [
    'UNTIL as a day for times',
    event('DTSTART:20261207T080000', 'DTEND:20261207T090000', 'RRULE:FREQ=DAILY;UNTIL=20261208'),
    ['2026-12-07T08:00..2026-12-07T09:00', '2026-12-08T08:00..2026-12-08T09:00'],
  ],
  [
    'the zone tzone://Microsoft/Utc',
    event('DTSTART;TZID=tzone://Microsoft/Utc:20261207T080000', 'DURATION:PT1H'),
    ['2026-12-07T08:00:00Z..2026-12-07T09:00:00Z'],
  ],
  [
    'two versions of one event: the higher SEQUENCE',
    [
      ...allDay('20261207', '20261208', 'UID:e2', 'SEQUENCE:2'),
      ...allDay('20261201', '20261202', 'UID:e2', 'SEQUENCE:1'),
    ],
    ['2026-12-07..2026-12-08'],
  ],
  [
    'two versions of the same SEQUENCE: the later DTSTAMP',
    [
      ...allDay('20261207', '20261208', 'UID:e3', 'DTSTAMP:20261002T000000Z'),
      ...allDay('20261201', '20261202', 'UID:e3', 'DTSTAMP:20261001T000000Z'),
    ],
    ['2026-12-07..2026-12-08'],
  ],
];

export const icloud: FeedCase[] = [
  [
    'a zone of the IANA without description',
    event('DTSTART;TZID=Europe/Madrid:20261231T180000', 'DTEND;TZID=Europe/Madrid:20270101T060000'),
    ['2026-12-31T17:00:00Z..2027-01-01T05:00:00Z'],
  ],
  [
    'begins and ends in different zones',
    event('DTSTART;TZID=Europe/Lisbon:20261201T100000', 'DTEND;TZID=Europe/Madrid:20261201T120000'),
    ['2026-12-01T10:00:00Z..2026-12-01T11:00:00Z'],
  ],
  [
    'floating',
    event('DTSTART:20261224T170000', 'DTEND:20261224T220000'),
    ['2026-12-24T17:00..2026-12-24T22:00'],
  ],
  [
    'floating in a calendar that has a zone',
    ['X-WR-TIMEZONE:Asia/Tokyo', ...event('DTSTART:20261224T170000', 'DTEND:20261224T220000')],
    ['2026-12-24T08:00:00Z..2026-12-24T13:00:00Z'],
  ],
  [
    'this and future, moved by a day and shortened',
    [
      ...event('UID:i1', 'DTSTART:20261201T180000', 'DTEND:20261201T200000', 'RRULE:FREQ=WEEKLY;COUNT=4'),
      ...event(
        'UID:i1',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T180000',
        'DTSTART:20261216T180000',
        'DTEND:20261216T190000',
      ),
    ],
    [
      '2026-12-01T18:00..2026-12-01T20:00',
      '2026-12-08T18:00..2026-12-08T20:00',
      '2026-12-16T18:00..2026-12-16T19:00',
      '2026-12-23T18:00..2026-12-23T19:00',
    ],
  ],
  [
    'this and future, cancelled',
    [
      ...event('UID:i2', 'DTSTART:20261201T180000', 'DTEND:20261201T200000', 'RRULE:FREQ=WEEKLY'),
      ...event(
        'UID:i2',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T180000',
        'DTSTART:20261208T180000',
        'STATUS:CANCELLED',
      ),
    ],
    ['2026-12-01T18:00..2026-12-01T20:00'],
  ],
  [
    'an alarm has times of its own',
    [
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261225',
      'BEGIN:VALARM',
      'TRIGGER:-PT1H',
      'DURATION:PT5M',
      'DTSTART:20200101T000000',
      'END:VALARM',
      'END:VEVENT',
    ],
    ['2026-12-25..2026-12-26'],
  ],
  [
    'a zone with a prefix',
    event('DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261201T100000', 'DURATION:PT1H'),
    ['2026-12-01T09:00:00Z..2026-12-01T10:00:00Z'],
  ],
];

export const nextcloud: FeedCase[] = [
  [
    'dates beside a rule',
    event('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=MONTHLY;COUNT=2', 'RDATE;VALUE=DATE:20261215,20270315'),
    ['2026-12-01..2026-12-02', '2026-12-15..2026-12-16', '2027-01-01..2027-01-02', '2027-03-15..2027-03-16'],
  ],
  [
    'dates without a rule: the first counts as well',
    event('DTSTART:20261201T100000', 'DURATION:PT1H', 'RDATE:20261203T100000'),
    ['2026-12-01T10:00..2026-12-01T11:00', '2026-12-03T10:00..2026-12-03T11:00'],
  ],
  [
    'periods',
    event(
      'DTSTART:20261201T100000Z',
      'DTEND:20261201T110000Z',
      'RDATE;VALUE=PERIOD:20261202T100000Z/PT3H,20261203T100000Z/20261203T101500Z',
    ),
    [
      '2026-12-01T10:00:00Z..2026-12-01T11:00:00Z',
      '2026-12-02T10:00:00Z..2026-12-02T13:00:00Z',
      '2026-12-03T10:00:00Z..2026-12-03T10:15:00Z',
    ],
  ],
  [
    'a duration of days goes by the clock on the wall',
    event('DTSTART;TZID=Europe/Berlin:20270327T120000', 'DURATION:P1D'),
    ['2027-03-27T11:00:00Z..2027-03-28T10:00:00Z'],
  ],
  [
    'a duration of hours goes by the time that passes',
    event('DTSTART;TZID=Europe/Berlin:20270327T120000', 'DURATION:PT24H'),
    ['2027-03-27T11:00:00Z..2027-03-28T11:00:00Z'],
  ],
  [
    'a night that ends at six ends at six, whatever the clocks do',
    event(
      'DTSTART;TZID=Europe/Berlin:20270326T220000',
      'DTEND;TZID=Europe/Berlin:20270327T060000',
      'RRULE:FREQ=DAILY;COUNT=2',
    ),
    ['2027-03-26T21:00:00Z..2027-03-27T05:00:00Z', '2027-03-27T21:00:00Z..2027-03-28T04:00:00Z'],
  ],
  ['weeks', event('DTSTART;VALUE=DATE:20270802', 'DURATION:P2W'), ['2027-08-02..2027-08-16']],
  [
    'tasks and journals close nothing',
    [
      'BEGIN:VTODO',
      'DTSTART;VALUE=DATE:20261225',
      'END:VTODO',
      'BEGIN:VJOURNAL',
      'DTSTART;VALUE=DATE:20261225',
      'END:VJOURNAL',
    ],
    [],
  ],
  [
    'a rule of exceptions, as it was before 2009',
    event('DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'),
    ['2026-12-02..2026-12-03', '2026-12-04..2026-12-05'],
  ],
];
