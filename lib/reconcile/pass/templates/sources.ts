import type { BusinessRecord } from '../../../closures/record.ts';
import type { TemplateItem } from '../../../partoo/templates.ts';
import { decodeContent, encodeContent } from '../../../template-content.ts';

/** The record with the JSON of a kept content, which is gone with the baseline once nothing is in place any more. */
export function withSources(record: BusinessRecord, { inPlace }: BusinessRecord): BusinessRecord {
  const isContent = (field: string) => field === 'content';
  if (!inPlace || !record.kept.some(({ field, source }) => isContent(field) && source === undefined))
    return record;
  const source = sourceIn(inPlace.baseline);
  const kept = record.kept.map((one) =>
    isContent(one.field) && one.source === undefined && holds(source, one.baseline as string)
      ? { ...one, source }
      : one,
  );
  return { ...record, kept };
}

/** A text that Partoo has sent goes back as the JSON that it was in: that of the baseline before that of now. */
export function sourceOf(
  text: string,
  { inPlace, restoring }: BusinessRecord,
  { value }: TemplateItem,
): string {
  const kept = restoring.flatMap(({ source }) => source ?? []);
  const baseline = inPlace ? [sourceIn(inPlace.baseline)] : [];
  const known = [...kept, ...baseline, value.content].find((source) => holds(source, text));
  return known ?? encodeContent(text);
}

function sourceIn(baseline: string): string {
  return (JSON.parse(baseline) as { content: string }).content;
}

/** What holds no text that can be read stands for itself. */
function holds(source: string, text: string): boolean {
  return (decodeContent(source) ?? source) === text;
}
