import { type Correction, type Feast, inPart } from './correction.ts';

const AFTER_THANKSGIVING = 'friday after 4th thursday in November';
const DAY_AFTER = { en: 'Day after Thanksgiving' };
const GENERAL = 'tuesday after 1st monday in November in even years';
const ELECTION = { en: 'Election Day' };
const WASHINGTON = { en: 'Washington’s Birthday' };
const WEEKEND = 'if sunday then next monday if saturday then previous friday';
const VETERANS = `substitutes 11-11 ${WEEKEND}`;
const EVERY_YEAR = 'tuesday after 1st monday in November';

/** A day more at Christmas, so that as many as may be are free in a row. */
const besideChristmas = (name: { en: string }): Record<string, Feast> => ({
  '12-24 on monday,tuesday,thursday': name,
  '12-26 on tuesday,friday': name,
  '12-23 on thursday,friday': name,
});

export const US: Correction[] = [
  {
    where: 'US',
    // The data gives the substitute of this one feast to banks only; all federal feasts have the same rule.
    days: { [VETERANS]: { en: 'Veterans Day' } },
    source: '5 U.S.C. § 6103(b), as the courts say it: https://www.ca6.uscourts.gov/federal-holidays',
    lookedUp: '2026-11-26',
  },
  inPart(
    'US-IA US-KY US-NE US-VA US-WA',
    { [AFTER_THANKSGIVING]: DAY_AFTER },
    'Iowa Code § 1C.2, http://statutes.laws-info.com/iowa/title-1/subtitle-1/chapter-1c/1c-2; KRS § 18A.190, https://self-law.org/code/ky/18a-190; Neb. Rev. Stat. § 62-301, https://nebraskalegislature.gov/laws/statutes.php?statute=62-301; Va. Code § 2.2-3300, https://www.blr.com/HR-Employment/Benefits-Leave/Holidays-in-Virginia; RCW 1.16.050, http://apps.leg.wa.gov/RCW/default.aspx?cite=1.16.050',
    '2026-11-26',
  ),
  inPart(
    'US-PA',
    { [AFTER_THANKSGIVING]: DAY_AFTER, 'easter -2': 'easter -2' },
    'holidays of the Pennsylvania courts, 36 Pa.B. 192, https://pacodeandbulletin.gov/Display/pabull?d=reduce&file=%2Fsecure%2Fpabulletin%2Fdata%2Fvol36%2F36-2%2F63.html',
    '2026-11-26',
  ),
  inPart(
    'US-SC',
    { [AFTER_THANKSGIVING]: DAY_AFTER, '12-24': '12-24' },
    'S.C. Code § 53-5-10, http://scstatehouse.gov/code/t53c005.php',
    '2026-11-26',
  ),
  inPart(
    'US-WV',
    { [AFTER_THANKSGIVING]: DAY_AFTER },
    'W. Va. Code § 2-2-1 (Lincoln’s Day), http://code.wvlegislature.gov/email/2-2/',
    '2026-11-26',
  ),
  inPart(
    'US-MI',
    { [AFTER_THANKSGIVING]: DAY_AFTER },
    'Michigan Civil Service rules, https://www.employmentlawhandbook.com/employment-and-labor-laws/states/michigan/leave-laws/holidays/',
    '2026-11-26',
  ),
  inPart(
    'US-IL',
    { [AFTER_THANKSGIVING]: DAY_AFTER },
    'the state’s lists of 2019 and 2020, https://www2.illinois.gov/cms/personnel/employeeresources/Pages/StateHolidays.aspx',
    '2026-11-26',
  ),
  inPart(
    'US-MN',
    { [AFTER_THANKSGIVING]: DAY_AFTER },
    'Minn. Stat. § 645.44, subd. 5, https://prolegalmn.com/legal-resources',
    '2026-11-26',
  ),
  inPart(
    'US-WV',
    {
      '4th friday in November': false,
      '02-15': false,
      '2nd tuesday in May in even years': { en: 'Primary Election Day' },
      [GENERAL]: ELECTION,
    },
    'W. Va. Code § 2-2-1, http://code.wvlegislature.gov/email/2-2/',
    '2026-11-26',
  ),
  inPart(
    'US-UT',
    { [`substitutes 07-24 ${WEEKEND}`]: { en: 'Pioneer Day' } },
    'Utah Code § 63G-1-301(1)(b) and (c), https://codes.findlaw.com/ut/title-63g-general-government/ut-code-sect-63g-1-301.html',
    '2026-11-26',
  ),
  inPart(
    'US-UT',
    {
      '06-19 and if sunday then next monday if saturday then previous friday since 2021': false,
      '06-19 if tuesday,wednesday,thursday,friday then previous monday if saturday,sunday then next monday since 2022':
        { en: 'Juneteenth' },
    },
    'Utah Code § 63G-1-301(2), https://self-law.org/code/ut/title-63g/chapter-1/1',
    '2026-11-26',
  ),
  inPart(
    'US-AK',
    { 'substitutes 10-18 if sunday then next monday': { en: 'Alaska Day' } },
    'Alaska Stat. § 44.12.020, https://www.akleg.gov/basis/Bill/Text/32?Hsid=SB0028A',
    '2026-11-26',
  ),
  inPart(
    'US-WV',
    { [`substitutes 06-20 ${WEEKEND}`]: { en: 'West Virginia Day' } },
    'W. Va. Code § 2-2-1(b), http://code.wvlegislature.gov/email/2-2/',
    '2026-11-26',
  ),
  inPart(
    'US-CT US-IL US-MO',
    { [`substitutes 02-12 ${WEEKEND}`]: { en: 'Lincoln’s Birthday' } },
    'Conn. Gen. Stat. § 1-4, https://lawserver.com/?p=29612004; Illinois in 2022, https://www.sj-r.com/story/news/2022/02/09/lincolns-birthday-presidents-day-openings-closings-springfield-il/6674903001/; Missouri as for 8 May',
    '2026-11-26',
  ),
  inPart(
    'US-MO',
    { [`substitutes 05-08 ${WEEKEND}`]: { en: 'Truman Day' } },
    'Mo. Rev. Stat. § 9.010, as the Southeast Missourian of 6 February 2024 has it: on the nearest weekday',
    '2026-11-26',
  ),
  inPart(
    'US-VT',
    { [`substitutes 08-16 ${WEEKEND}`]: { en: 'Bennington Battle Day' } },
    '1 V.S.A. § 371, as https://officeholidays.com/countries/usa/vermont/2018 has it',
    '2026-11-26',
  ),
  inPart(
    'US-SC',
    {
      [`substitutes 05-10 ${WEEKEND}`]: { en: 'Confederate Memorial Day' },
      'substitutes 12-26 if saturday,sunday then next monday': { en: 'Day after Christmas' },
    },
    'S.C. Code § 53-5-10 and the state’s list of 2026, https://hyring.com/blog/holiday-lists/usa/south-carolina',
    '2026-11-26',
  ),
  inPart(
    'US-DC',
    { [`substitutes 04-16 ${WEEKEND}`]: { en: 'Emancipation Day' } },
    'D.C. Code § 1-612.02, as in 2022 and 2023, https://www.fox21news.com/top-stories/weekend-and-holiday-move-tax-deadline-to-april-18/',
    '2026-11-26',
  ),
  inPart(
    'US-VA',
    { [`${GENERAL} since 2020`]: false, [EVERY_YEAR]: ELECTION },
    'Va. Code § 2.2-3300, which has no word of even years, https://law.lis.virginia.gov/vacodefull/title2.2/chapter33',
    '2026-11-26',
  ),
  // One more day at New Year and at Christmas, which the governor names: one that makes four days free in a row.
  inPart(
    'US-KY',
    {
      '12-24': false,
      ...besideChristmas({ en: 'Christmas Holiday' }),
      '12-31': false,
      '12-31 on monday,tuesday,thursday': { en: 'New Year’s Holiday' },
      '01-02 on tuesday,friday': { en: 'New Year’s Holiday' },
      '12-30 on thursday,friday': { en: 'New Year’s Holiday' },
      'tuesday after 1st monday in November every 4 years since 2008': { en: 'Presidential Election Day' },
    },
    'KRS § 18A.190, https://self-law.org/code/ky/18a-190, and § 2.190, https://self-law.org/code/ky/chapter-2/2-190',
    '2026-11-26',
  ),
  inPart(
    'US-OK',
    besideChristmas({ en: 'Christmas Holiday' }),
    '25 O.S. § 82.1: the day before or after Christmas, as the governor orders, https://app.legiplex.com/ok/legislature/2025/2025-r/bills/hb1692/drafts-latest',
    '2026-11-26',
  ),
  inPart(
    'US-GA',
    {
      '12-24': false,
      'substitutes 12-24 if wednesday then next friday': false,
      ...besideChristmas(WASHINGTON),
    },
    'O.C.G.A. § 1-4-1 and the governor’s lists of 2024 and 2025, https://stage.team.georgia.gov/devel/load-with-references/node/296',
    '2026-11-26',
  ),
  // Two days of the governor’s choice, of which one has been Good Friday for years, and one the day after Thanksgiving.
  inPart(
    'US-GA',
    {
      'monday before 05-01 #1': false,
      'monday before 05-01 #2': false,
      'easter -2': { en: 'State Holiday' },
    },
    'O.C.G.A. § 1-4-1 and the governor’s lists up to 2026, https://stage.team.georgia.gov/devel/load-with-references/node/296',
    '2026-11-26',
  ),
  inPart(
    'US-MA',
    { '03-17': false, '06-17': false },
    'M.G.L. c. 4, § 7, cl. 18th: Evacuation Day and Bunker Hill Day are of Suffolk County alone, https://legalclarity.org/evacuation-day-in-massachusetts-legal-recognition-and-impact',
    '2026-11-26',
  ),
  inPart(
    'US-MD',
    { [GENERAL]: ELECTION },
    'Md. Code, General Provisions § 1-111, https://self-law.org/code/md/general-provisions/1-111',
    '2026-11-26',
  ),
  inPart(
    'US-FL',
    { '02-15': false },
    'Fla. Stat. § 110.117: no paid holiday, https://codes.findlaw.com/fl/title-x-public-officers-employees-and-records/fl-st-sect-110-117.html',
    '2026-11-26',
  ),
  inPart(
    'US-IL',
    { '05-19': false },
    '5 ILCS 490: a commemorative day, and no state holiday, https://witnessslips.ilga.gov/ftp/legislation/103/HB/10300HB3419.htm',
    '2026-11-26',
  ),
  inPart(
    'US-IN',
    {
      'tuesday after 1st monday in May': false,
      'tuesday after 1st monday in May in even years': { en: 'Primary Election Day' },
      // Of towns, in the year before the nation votes.
      'tuesday after 1st monday in May every 4 years since 2015': { en: 'Primary Election Day' },
      [EVERY_YEAR]: false,
      [GENERAL]: ELECTION,
      'tuesday after 1st monday in November every 4 years since 2015': ELECTION,
      // The governor has it at Christmas, so that as many days as may be are free in a row.
      '3rd monday in February': false,
      ...besideChristmas(WASHINGTON),
    },
    'Ind. Code § 1-1-9-1 and § 1-1-9-2, with the governor’s lists of 2014 to 2019, https://webharvest.gov/congress115th/20190108210055im_/https://www.in.gov/spd/2555.htm',
    '2026-11-26',
  ),
  inPart(
    'US-AK',
    { '2nd monday in October': false, '2nd monday in October #1': false },
    'Alaska Stat. § 44.12.010, https://holidays.uslegal.com/state-holidays/alaska-legal-holidays/',
    '2026-11-26',
  ),
  inPart(
    'US-AR',
    { '2nd monday in October': false },
    'Ark. Code § 1-5-101, “the sole official holidays”, https://www.legalfix.com/statutes/state-codes/arkansas/title-1/chapter-5/section-1-5-101',
    '2026-11-26',
  ),
  inPart(
    'US-MI',
    { [GENERAL]: ELECTION },
    'MCL 435.101, https://www.employmentlawhandbook.com/employment-and-labor-laws/states/michigan/leave-laws/holidays/',
    '2026-11-26',
  ),
  inPart(
    'US-RI',
    { [GENERAL]: ELECTION },
    'R.I. Gen. Laws § 25-1-1, http://statutes.laws-info.com/rhode-island/title-25/chapter-25-1/25-1-1',
    '2026-11-26',
  ),
  inPart(
    'US-MT',
    { [EVERY_YEAR]: false, [GENERAL]: ELECTION, '12-24': false, '12-31': false },
    'Mont. Code § 1-1-216, https://leg.mt.gov/bills/2021/billhtml/SB0094.htm',
    '2026-11-26',
  ),
  inPart(
    'US-NV',
    { '4th friday in November': false, [AFTER_THANKSGIVING]: { en: 'Family Day' } },
    'NRS 236.015, https://www.unr.edu/hr/benefits/time-off-and-leave/holidays',
    '2026-11-26',
  ),
  inPart(
    'US-TX',
    {
      '01-19': { en: 'Confederate Heroes Day' },
      '03-02': { en: 'Texas Independence Day' },
      '04-21': { en: 'San Jacinto Day' },
      '08-27': { en: 'Lyndon Baines Johnson Day' },
      '2nd monday in October': false,
    },
    'Texas Government Code § 662.003, “includes only the following days”, https://codes.findlaw.com/tx/government-code/gov-t-sect-662-003.html',
    '2026-11-26',
  ),
  inPart(
    'US-WI',
    {
      '02-15': false,
      '2nd tuesday in September': false,
      [EVERY_YEAR]: false,
      '12-24': '12-24',
      '12-31': '12-31',
    },
    'Wis. Stat. § 230.35(4)(a), https://www.employmentlawhandbook.com/employment-and-labor-laws/states/wisconsin/leave-laws/holidays/',
    '2026-11-26',
  ),
  inPart(
    'US-VT',
    { '3rd monday in August': false, '08-16': { en: 'Bennington Battle Day' } },
    '1 V.S.A. § 371, https://www.lawserver.com/law/state/vermont/vt-statutes/vermont_statutes_title_1_371',
    '2026-11-26',
  ),
  inPart(
    'US-NY',
    { '02-15': false },
    'General Construction Law § 24, https://www.nysenate.gov/legislation/laws/GCN/24',
    '2026-11-26',
  ),
  inPart(
    'US-ND',
    { 'easter -2': 'easter -2' },
    'N.D. Cent. Code § 1-03-01, https://statutes.laws.com/north-dakota/t01/t01c03',
    '2026-11-26',
  ),
  // Kept on the day after Thanksgiving instead.
  inPart(
    'US-NM',
    { '3rd monday in February': false },
    'New Mexico State Personnel Board, holidays, as http://www.smks.info/blog/city-offices-closed says',
    '2026-11-26',
  ),
];
