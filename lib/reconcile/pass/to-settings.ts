import { SETTINGS_FIELDS, type Settings, type SettingsField } from '../../closures/model.ts';
import type { BusinessRecord } from '../../closures/record.ts';
import type { SettingsItem } from '../../partoo/index.ts';
import { easierBody } from '../policy/easier-body.ts';
import { storedOf } from '../situation/marks.ts';
import type { Account, Deps } from './deps.ts';
import type { Destination } from './send.ts';

/** Writes that go to the messaging settings of a business. */
export function toSettings({ store, clock }: Deps, { client }: Account): Destination {
  return {
    async send(record, body, deadline) {
      const answer = await client.settings.update(record.settingId as number | string, body, {
        ...{ deadline, comesBack: true },
      });
      return answerOf(answer, record);
    },
    easier: easierBody,
    async save(lease, record, history, mark) {
      const stored = storedOf(record, clock.now());
      await store.saveBusinesses(lease, [mark ? { ...stored, mark } : stored], history);
      return stored.mark;
    },
  };
}

function answerOf({ value }: SettingsItem, { business, settingId }: BusinessRecord): Partial<Settings> {
  if (value.business_id !== business || value.id !== settingId) return {};
  const isFlag = (field: SettingsField) => field === 'is_launched' || field === 'uses_business_hours';
  const told = SETTINGS_FIELDS.filter((field) =>
    isFlag(field) ? typeof value[field] === 'boolean' : value[field] !== undefined,
  );
  return Object.fromEntries(told.map((field) => [field, value[field]]));
}
