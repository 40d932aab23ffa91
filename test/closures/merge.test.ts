import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsToWrite, keptFields, type MergeInput, merge } from '../../lib/closures/merge.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField, WEEKDAYS } from '../../lib/closures/model.ts';
import { emptyWeek, type Overlay, wantedSettings } from '../../lib/closures/overlay.ts';

const BASELINE: Settings = {
  welcome_message: 'Bonjour',
  offline_message: 'Absents',
  uses_business_hours: false,
  custom_chat_hours: { friday: ['09:00-18:00'], monday: ['09:00-18:00'], sunday: [] },
  is_launched: true,
};
const CLOSED: Overlay = { reachable: false, offlineMessage: 'Fermé', chatHours: 'closed' };
const OURS = wantedSettings(BASELINE, CLOSED);

/** Partoo still holds ours, and the closure is over, unless said otherwise. */
function merged(overrides: Partial<MergeInput> & { edited?: Partial<Settings> } = {}) {
  const { edited, ...rest } = overrides;
  return merge({
    baseline: BASELINE,
    inPlace: CLOSED,
    wanted: {},
    believed: { ...OURS, ...edited },
    ours: OURS,
    taken: [],
    kept: [],
    enforce: [],
    restoring: new Set(),
    ...rest,
  });
}

describe('reopening, field by field: who changed it, and what becomes of it', () => {
  test.each<
    [edited: Partial<Settings>, back: Partial<Settings>, taken: string[], amended: Partial<Settings>]
  >([
    [{}, {}, [], {}],
    [{ offline_message: 'Travaux' }, { offline_message: 'Travaux' }, ['offline_message'], {}],
    [{ offline_message: null }, { offline_message: null }, ['offline_message'], {}],
    [{ offline_message: ' Fermé\r\n' }, {}, [], {}],
    [{ welcome_message: 'Salut' }, { welcome_message: 'Salut' }, [], { welcome_message: 'Salut' }],
    [{ welcome_message: null }, { welcome_message: null }, [], { welcome_message: null }],
    [{ is_launched: true }, {}, ['is_launched'], {}],
    [{ uses_business_hours: true }, { uses_business_hours: true }, ['uses_business_hours'], {}],
    [
      { custom_chat_hours: { ...emptyWeek(), friday: ['14:00-16:00'] } },
      { custom_chat_hours: { friday: ['14:00-16:00'], monday: ['09:00-18:00'], sunday: [] } },
      ['custom_chat_hours.friday'],
      {},
    ],
    [
      { custom_chat_hours: { ...emptyWeek(), tuesday: ['14:00-16:00'] } },
      {
        custom_chat_hours: {
          friday: ['09:00-18:00'],
          monday: ['09:00-18:00'],
          sunday: [],
          tuesday: ['14:00-16:00'],
        },
      },
      ['custom_chat_hours.tuesday'],
      {},
    ],
    [{ custom_chat_hours: null }, { custom_chat_hours: null }, ['custom_chat_hours'], {}],
    // A day that is not listed is a closed one: nobody changed anything.
    [{ custom_chat_hours: {} }, {}, [], {}],
  ])('%j', (edited, back, taken, amended) => {
    const result = merged({ edited });
    expect(JSON.stringify(result.target)).toBe(JSON.stringify({ ...BASELINE, ...back }));
    expect(result.taken).toEqual(taken);
    expect(result.amended).toEqual(amended);
  });
});

describe('what counts as whose', () => {
  test('an enforced member is taken back while its closure is wanted', () => {
    const result = merged({
      edited: { offline_message: 'Travaux', is_launched: true },
      wanted: CLOSED,
      enforce: ['offlineMessage'],
    });
    expect(result.target.offline_message).toBe('Fermé');
    expect(result.taken).toEqual(['is_launched']);
  });

  test('hours that mean what is there stay in the order that they are in; what goes back has its own', () => {
    const { monday, ...others } = emptyWeek();
    const edited = { custom_chat_hours: { ...others, monday, friday: ['09:00-18:00'] } };
    const wanted = { chatHours: { monday, ...others, friday: ['09:00-18:00' as const] } };
    expect(JSON.stringify(merged({ edited, wanted, ours: { ...OURS, ...edited } }).target)).toBe(
      JSON.stringify({ ...BASELINE, ...edited }),
    );
    const baseline = { ...BASELINE, ...{ custom_chat_hours: wanted.chatHours } };
    expect(JSON.stringify(merged({ baseline, edited, ours: { ...OURS, ...edited } }).target)).toBe(
      JSON.stringify(baseline),
    );
  });

  test('hours that a rule keeps are not written for the order of their days, but when all is over', () => {
    const baseline = { ...BASELINE, custom_chat_hours: { sunday: [], monday: [] } };
    const kept = merged({ baseline, wanted: { reachable: false } });
    expect(fieldsToWrite(kept.target, { ...OURS, offline_message: 'Absents' })).toEqual([]);
    expect(JSON.stringify(merged({ baseline }).target)).toBe(JSON.stringify(baseline));
  });

  test('a field to be restored is nobody’s', () => {
    const result = merged({
      edited: { offline_message: 'Travaux' },
      restoring: new Set(['offline_message']),
    });
    expect(result.target).toEqual(BASELINE);
  });

  test('a taken field that holds again what the effect puts there is ours again', () => {
    expect(merged({ taken: ['offline_message', 'custom_chat_hours.friday'] }).taken).toEqual([]);
    expect(merged({ taken: ['offline_message'], edited: { offline_message: 'x' } }).taken).toEqual([
      'offline_message',
    ]);
  });

  test('what a person wrote stays theirs where the next effect means the same by chance', () => {
    const theirs = { ...OURS, offline_message: 'Fermé' };
    const taken: MergeInput['taken'] = ['offline_message', 'custom_chat_hours.friday'];
    const kept: MergeInput['kept'] = [
      { field: 'offline_message', baseline: BASELINE.offline_message, theirs: 'Fermé', at: 0 },
      { field: 'custom_chat_hours', baseline: BASELINE.custom_chat_hours, theirs: emptyWeek(), at: 0 },
    ];
    const result = merged({ believed: theirs, ours: theirs, taken, kept });
    expect(result.taken).toEqual(taken);
    expect(result.target.offline_message).toBe('Fermé');
    expect(result.target.custom_chat_hours).toMatchObject({ friday: [], monday: ['09:00-18:00'] });
  });

  test('what a person did in an earlier closure stays theirs in the next, where no effect covers it', () => {
    const theirs = { ...OURS, offline_message: 'Travaux' };
    const result = merged({
      believed: theirs,
      ours: theirs,
      taken: ['offline_message'],
      inPlace: { reachable: false },
    });
    expect(result.taken).toEqual(['offline_message']);
    expect(result.target.offline_message).toBe('Travaux');
  });
});

const text = fc.constantFrom<string | null>(null, 'a', 'b', 'Fermé');
const week = fc.option(
  fc.dictionary(fc.constantFrom(...WEEKDAYS), fc.subarray(['09:00-12:00', '14:00-18:00']), {
    noNullPrototype: true,
  }),
);
const settings: fc.Arbitrary<Settings> = fc.record({
  welcome_message: text,
  offline_message: text,
  uses_business_hours: fc.boolean(),
  custom_chat_hours: week,
  is_launched: fc.boolean(),
});
const overlay: fc.Arbitrary<Overlay> = fc.record(
  {
    reachable: fc.boolean(),
    offlineMessage: fc.constantFrom('Fermé', 'Inondation'),
    welcomeMessage: fc.constant('Ouvert'),
    chatHours: fc.constantFrom<'closed' | 'business'>('closed', 'business'),
  },
  { requiredKeys: [] },
);

describe('whatever the settings and the effects', () => {
  test('where nobody changed anything the baseline goes back byte for byte', () => {
    fc.assert(
      fc.property(settings, overlay, (baseline, inPlace) => {
        const ours = wantedSettings(baseline, inPlace);
        const { target, taken } = merged({ baseline, inPlace, believed: structuredClone(ours), ours });
        expect(JSON.stringify(target)).toBe(JSON.stringify(baseline));
        expect(taken).toEqual([]);
      }),
    );
  });

  test('what a person changed is never written over, but by the effect that is wanted', () => {
    fc.assert(
      fc.property(settings, overlay, settings, (baseline, inPlace, observed) => {
        const ours = wantedSettings(baseline, inPlace);
        const { target } = merged({ baseline, inPlace, believed: observed, ours });
        for (const field of SETTINGS_FIELDS) {
          if (field === 'custom_chat_hours') continue;
          const theirs = JSON.stringify(observed[field]) !== JSON.stringify(ours[field]);
          expect(target[field], field).toEqual(theirs ? observed[field] : baseline[field]);
        }
      }),
    );
  });
});

describe('which fields have to be written', () => {
  const other = (field: SettingsField): Settings => ({
    ...BASELINE,
    [field]:
      { is_launched: false, uses_business_hours: true, custom_chat_hours: null }[field as string] ?? null,
  });

  test.each(SETTINGS_FIELDS)('%s alone where it alone differs', (field) => {
    expect(fieldsToWrite(BASELINE, other(field))).toEqual([field]);
  });

  test('none where all are the same to the byte', () => {
    expect(fieldsToWrite(BASELINE, structuredClone(BASELINE))).toEqual([]);
    expect(fieldsToWrite({ ...BASELINE, offline_message: ' Absents ' }, BASELINE)).toEqual([
      'offline_message',
    ]);
  });
});

test('kept is what differs from the baseline in the end, each field once', () => {
  const target = { ...BASELINE, offline_message: 'Travaux', custom_chat_hours: {} };
  const kept = keptFields(
    target,
    BASELINE,
    ['offline_message', 'welcome_message', 'custom_chat_hours.friday', 'custom_chat_hours.monday'],
    5,
  );
  expect(kept).toEqual([
    { field: 'offline_message', baseline: 'Absents', theirs: 'Travaux', at: 5 },
    { field: 'custom_chat_hours', baseline: BASELINE.custom_chat_hours, theirs: {}, at: 5 },
  ]);
});
