/** The account's own shops and settings, as a local Partoo then plays them: read once, and nothing is written. */
import type { Settings } from '../closures/model.ts';
import type { Config } from '../config/model.ts';
import type { Business, MessagingSettings, PartooClient } from '../partoo/index.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { MessageTemplate, PartooBusiness, SeededBusiness } from '../sandbox/index.ts';

/** Of one organization. */
export interface OwnShops {
  businesses: SeededBusiness[];
  templates: MessageTemplate[];
  /** How many are left out, since they have no messaging settings or cannot be read. */
  leftOut: number;
}

/** By organization; null where the key of one of them cannot be had here. @throws PartooError */
export async function readOwnShops(deps: Deps, config: Config): Promise<Map<string, OwnShops> | null> {
  const found = new Map<string, OwnShops>();
  for (const organization of config.organizations) {
    const isReachable = await deps.findAccount(organization).then(
      () => true,
      () => false,
    );
    if (!isReachable) return null;
    const { client } = await deps.openAccount(organization);
    found.set(organization.id, await shopsOf(client, organization.id, deps));
  }
  return found;
}

async function shopsOf(client: PartooClient, organization: string, { tell }: Deps): Promise<OwnShops> {
  let leftOut = 0;
  const onInvalid = () => {
    leftOut += 1;
  };
  const settings = new Map<string, MessagingSettings>();
  for await (const { value } of client.settings.list({}, { onInvalid }))
    settings.set(value.business_id, value);
  const businesses: SeededBusiness[] = [];
  const codes = new Set<string>();
  for await (const item of client.businesses.search({}, { onInvalid })) {
    const own = settings.get(item.id);
    if (own) businesses.push(seeded(item, own, businesses.length, codes));
    else leftOut += 1;
  }
  tell({ kind: 'refreshing', organization, businesses: businesses.length });
  const templates = await client.templates.list();
  return { businesses, templates: templates as unknown as MessageTemplate[], leftOut };
}

function seeded(item: Business, own: MessagingSettings, index: number, codes: Set<string>): SeededBusiness {
  // A local Partoo finds shops by code, of which it wants one each.
  const code = item.code && !codes.has(item.code) ? item.code : item.id;
  codes.add(code);
  return {
    settingId: index + 1,
    business: { ...item, code } as unknown as PartooBusiness,
    settings: {
      welcome_message: own.welcome_message ?? null,
      offline_message: own.offline_message ?? null,
      uses_business_hours: own.uses_business_hours ?? true,
      custom_chat_hours: (own.custom_chat_hours ?? null) as Settings['custom_chat_hours'],
      is_launched: own.is_launched ?? false,
    },
  };
}
