import { describe, expect, test } from 'vitest';
import { settingsIn } from '../../lib/closures/baseline.ts';
import { type Decision, decide } from '../../lib/closures/decide.ts';
import type { Desired } from '../../lib/closures/desired.ts';
import { asSettings, asTemplateFields, type TemplateFields } from '../../lib/closures/fields.ts';
import type { Overlay } from '../../lib/closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../lib/closures/record.ts';
import { sent } from '../../lib/closures/settle.ts';
import type { Times } from '../../lib/closures/times.ts';
import { encodeContent } from '../../lib/template-content.ts';

const OWN: TemplateFields = { title: 'Holiday', content: 'Hello {{client_first_name}}', icon: null };
const CLOSED: Partial<TemplateFields> = { content: 'Closed until 26 December' };

const textOf = ({ title, content, icon }: TemplateFields) =>
  JSON.stringify({ id: 't1', title, content: encodeContent(content), icon, usage_count: 3 });
const seenOf = (fields: TemplateFields) => ({ settings: asSettings(fields), text: textOf(fields) });
const minute = (count: number): Times => ({ now: count * 60_000, at: count * 60_000 });

function desired(overlay: Partial<TemplateFields>): Desired {
  const overlayKey = Object.keys(overlay).length === 0 ? '' : JSON.stringify(Object.entries(overlay));
  const closures = overlayKey === '' ? [] : [{ key: 'christmas', name: 'Noël', start: 0, end: 86_400_000 }];
  const cause = overlayKey === '' ? null : { kind: 'in-force' as const, closure: 'christmas', name: 'Noël' };
  return {
    ...{ overlay: overlay as Overlay, overlayKey, closures, cause, reason: 'christmas: Noël' },
    ...{ actor: 'calendar', enforce: [], held: false, overridableSince: null, promises: null },
  };
}

function look(
  record: BusinessRecord,
  shown: TemplateFields,
  wanted: Partial<TemplateFields>,
  at: number,
): Decision {
  return decide(record, seenOf(shown), () => desired(wanted), minute(at), 1);
}

/** The record once a swap was written, and read back as `shown`. */
function swapped(wanted: Partial<TemplateFields> = CLOSED, shown = { ...OWN, ...wanted }): BusinessRecord {
  const first = look(newRecord('template:Holiday', null), OWN, wanted, 0);
  const written = sent(first.record, first.write!, null);
  return look(written, shown, wanted, 1).record;
}

describe('the life of a template is that of settings', () => {
  test('what Partoo sent is its baseline, and every field is written', () => {
    const { record, write } = look(newRecord('template:Holiday', null), OWN, CLOSED, 0);

    expect(record.inPlace?.baseline).toBe(textOf(OWN));
    expect(asTemplateFields(settingsIn(record.inPlace!.baseline))).toEqual(OWN);
    expect(write?.settings).toEqual({ ...OWN, ...CLOSED });
    expect(write?.action).toBe('change');
  });

  test('in place it is left alone, and the baseline goes back once nothing is in force', () => {
    const record = swapped();
    const shown = { ...OWN, ...CLOSED };
    expect(look(record, shown, CLOSED, 90).write).toBeNull();

    const back = look(record, shown, {}, 1500);
    expect(back.write?.settings).toEqual(OWN);
    expect(look(sent(back.record, back.write!, null), OWN, {}, 1501).record.inPlace).toBeNull();
  });

  test.each<[what: string, theirs: Partial<TemplateFields>, end: TemplateFields, kept: string[]]>([
    ['a title that no effect covers is theirs', { title: 'Feast' }, { ...OWN, title: 'Feast' }, []],
    ['a text that one covers is kept', { content: 'Mine' }, { ...OWN, content: 'Mine' }, ['content']],
    ['both', { title: 'F', content: 'M' }, { title: 'F', content: 'M', icon: null }, ['content']],
  ])('a person changed it meanwhile: %s', (_, theirs, end, kept) => {
    const shown = { ...OWN, ...CLOSED, ...theirs };
    const seen = look(swapped(), shown, CLOSED, 90);
    expect(seen.record.kept.map(({ field }) => field as string)).toEqual(kept);

    const back = look(seen.record, shown, {}, 1500);
    expect({ ...shown, ...back.write?.settings }).toEqual(end);
  });

  test('a text that Partoo escapes is ours, and the bytes of the baseline go back', () => {
    const wanted = { content: 'Closed & dark' };
    const shown = { ...OWN, content: 'Closed &amp; dark' };
    const record = swapped(wanted, shown);
    expect(look(record, shown, wanted, 90).write).toBeNull();
    expect(look(record, shown, {}, 1500).write?.settings).toEqual(OWN);
  });

  test('an intent of which Partoo shows nothing after ten minutes was never sent', () => {
    const first = look(newRecord('template:Holiday', null), OWN, CLOSED, 0);
    expect(look(first.record, OWN, CLOSED, 11).write?.settings).toEqual({ ...OWN, ...CLOSED });
    expect(look(first.record, { ...OWN, ...CLOSED }, CLOSED, 11).write).toBeNull();
  });

  test('a swap that Partoo acknowledges and does not show is written again', () => {
    const first = look(newRecord('template:Holiday', null), OWN, CLOSED, 0);
    const written = sent(first.record, first.write!, null);
    expect(look(written, OWN, CLOSED, 1)).toMatchObject({ late: true, write: null });
    const again = look(written, OWN, CLOSED, 11);
    expect(again.write?.settings).toEqual({ ...OWN, ...CLOSED });
    expect(again.record.failing?.code).toBe('not-carried-out');
  });
});
