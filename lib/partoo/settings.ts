import { elementSlices } from './json-slices.ts';
import type { PagedList } from './list-items.ts';
import { answerMisfit, fitted } from './misfit.ts';
import { readNarrowed } from './narrowed.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall, type Page } from './pages.ts';
import { checkedPerPage } from './query.ts';
import {
  type MessagingSettings,
  type MessagingSettingsUpdate,
  messagingSettings,
  settingsAsDocumented,
} from './schemas/settings.ts';
import type { Send } from './transport.ts';

/** Settings together with their JSON source, exactly as Partoo sent it. */
export interface SettingsItem {
  value: MessagingSettings;
  text: string;
}

export interface SettingsQuery {
  /** Default: all that the key can see. An empty list finds nothing and asks nothing. */
  businessIds?: readonly string[];
  /** 1 to 100, default 100. */
  perPage?: number;
}

export interface SettingsOperations {
  /** All settings, each once. Items that do not fit are told to `onInvalid` only. @throws PartooError */
  list(query?: SettingsQuery, call?: ListCall): AsyncIterable<SettingsItem>;
  /** The same by page, with the items that do not fit. @throws PartooError */
  pages(query?: SettingsQuery, call?: Call): AsyncIterable<Page<SettingsItem>>;
  /**
   * Writes settings; `settingId` is their own id, not the business'. Repeated where no answer came, since the values are
   * absolute; where one came that is of no use, reading tells what became of it.
   * What comes back is provisional: only a later read tells what Partoo holds. @throws PartooError
   */
  update(settingId: number | string, body: MessagingSettingsUpdate, call?: Call): Promise<SettingsItem>;
}

const SETTINGS_LIST: PagedList<MessagingSettings, SettingsItem> = {
  operation: 'listMessagingSettings',
  member: 'settings',
  item: messagingSettings,
  asDocumented: settingsAsDocumented,
  wrapper: (reply) => {
    const slices = elementSlices(reply.text, 'settings') ?? [];
    return (value, index) => {
      const text = slices[index];
      if (text === undefined) throw answerMisfit(reply, `settings.${index}: source not found`);
      return { value, text };
    };
  },
};

export function createSettings(send: Send): SettingsOperations {
  async function* pages({ businessIds, perPage }: SettingsQuery = {}, call: Call = {}) {
    const query = { per_page: checkedPerPage(perPage) };
    yield* readNarrowed({ send, list: SETTINGS_LIST, query, call }, businessIds);
  }
  return {
    pages,
    list: (query, call = {}) => itemsOf(pages(query, call), SETTINGS_LIST.operation, call),
    async update(settingId, body, call) {
      const parameters = { setting_id: settingId };
      const reply = await send({ operation: 'updateMessagingSettings', parameters, body }, call);
      return { value: fitted(messagingSettings, reply, settingsAsDocumented), text: reply.text.trim() };
    },
  };
}
