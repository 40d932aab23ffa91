import { ownSettingsIn } from '../../closures/baseline.ts';
import { asTemplateFields, type TemplateFields } from '../../closures/fields.ts';
import type { TemplateStore } from '../../store/store.ts';

/** Templates in which something of ours is in place, by their id, as they are without it. */
export type OwnTemplates = ReadonlyMap<string, TemplateFields>;

/** What messages take for a template's text must not be what a closure has put there. */
export async function ownTemplates(store: TemplateStore, organization: string): Promise<OwnTemplates> {
  const known = await store.listTemplates(organization);
  return new Map(
    known.flatMap(({ record }) =>
      record?.inPlace && typeof record.settingId === 'string'
        ? [[record.settingId, asTemplateFields(ownSettingsIn(record.inPlace))] as const]
        : [],
    ),
  );
}
