import { ownSettingsIn } from '../../../closures/baseline.ts';
import { asTemplateFields } from '../../../closures/fields.ts';
import type { BusinessRecord } from '../../../closures/record.ts';
import { sameText } from '../../../closures/same.ts';
import type { TemplateItem } from '../../../partoo/templates.ts';

/** Of a template in which something of ours is in place, and which a list lacks. */
export const MISSING = 'template-missing';

interface Trouble {
  code: string;
  message: string;
}

/** What Partoo listed. */
export interface ShownTemplates {
  items: readonly TemplateItem[];
  /** Some of its templates could not be read. */
  isPartial: boolean;
}

/**
 * The template of a title. What something of ours is in place in is known by its id, whatever it is called meanwhile; another
 * by its own title, which nobody else may have.
 */
export function findTemplate(
  title: string,
  record: BusinessRecord,
  { items, isPartial }: ShownTemplates,
  others: readonly (BusinessRecord | null)[],
): TemplateItem | Trouble {
  if (record.inPlace || record.intent) {
    const known = items.find(({ value }) => value.id === record.settingId);
    return known ?? trouble(MISSING, 'Partoo does not list it any more', isPartial);
  }
  const ownTitles = new Map(others.flatMap(ownTitle));
  const called = items.filter(({ value }) => sameText(ownTitles.get(value.id) ?? value.title, title));
  const [found] = called;
  if (!found)
    return trouble('unknown-template', `No Partoo message template is called "${title}"`, isPartial);
  if (called.length > 1)
    return trouble(
      'several-templates',
      `${called.length} Partoo message templates are called "${title}"`,
      false,
    );
  const isTaken = others.some((one) => one?.inPlace && one.settingId === found.value.id);
  if (isTaken)
    return trouble('several-templates', `"${title}" is another template of closures.yml as well`, false);
  return found;
}

/** A template that we have given another title is still called by its own. */
function ownTitle(record: BusinessRecord | null): [string, string][] {
  if (!record?.inPlace || typeof record.settingId !== 'string') return [];
  return [[record.settingId, asTemplateFields(ownSettingsIn(record.inPlace)).title]];
}

function trouble(code: string, what: string, isPartial: boolean): Trouble {
  const perhaps = isPartial ? ', among those that can be read' : '';
  return { code, message: `${what}${perhaps}; it is left as it is, and looked for again.` };
}
