import type { Instant } from '../../../../lib/clock.ts';
import {
  type FaultPlan,
  makeBusiness,
  openSandbox,
  type Sandbox,
  type SeededBusiness,
} from '../../../../lib/sandbox/index.ts';
import type { VirtualClock } from '../../../../lib/simulation/virtual-clock.ts';
import { stream } from '../draw/stream.ts';
import type { Company, Shop, Trouble, TroubleKind, World } from '../model.ts';
import { placeOf } from '../places.ts';
import type { SeenList, SeenRequest, TemplateVersion } from './record.ts';
import { SHARES } from './shares.ts';
import { TEMPLATES, TemplateRecord } from './templates.ts';

/** One company's Partoo, and the network before it. */
export interface Partoo {
  company: Company;
  sandbox: Sandbox;
  fetch: typeof globalThis.fetch;
  requests: SeenRequest[];
  lists: SeenList[];
  templates: TemplateVersion[];
  /** What is wrong from now on. */
  suffer(troubles: readonly Trouble[]): void;
}

export function openPartoo(world: World, company: Company, clock: VirtualClock): Partoo {
  const sandbox = openSandbox({
    clock: clock.forServer,
    seed: world.seed,
    businesses: company.shops.map((shop, index) => seeded(world, company, shop, index)),
    requestsPerMinute: company.requestsPerMinute,
    launchDelayMilliseconds: world.launchDelayMilliseconds,
    faults: withNulls({}, world, company, world.from),
    ...(world.rules.some(({ effect }) => effect.swaps) ? { templates: TEMPLATES } : {}),
  });
  const templates = new TemplateRecord(company.id, sandbox.templates);
  templates.look(world.from);
  const requests: SeenRequest[] = [];
  const lists: SeenList[] = [];
  const chance = stream(world.seed, `network ${company.id}`);
  let troubles: readonly TroubleKind[] = [];
  /** Whom the last list was to show; undefined: all. */
  let ids: string[] | undefined;
  /** Those that are asked for; the first is forgotten at times. */
  function listedIn(url: string): string[] {
    ids = new URL(url).searchParams.get('business__in')?.split(',');
    const [first] = company.shops;
    return sandbox.businesses
      .filter(({ business }) => ids === undefined || ids.includes(business.id))
      .map(({ business }) => business.code!)
      .filter((code) => code !== first!.code || !troubles.includes('forgotten'));
  }
  /** Who was to be shown, and is asked for by itself since it was not. */
  function shownIn(path: string): string[] {
    const found = sandbox.businesses.find(({ business }) => path.endsWith(`/business/${business.id}`));
    return found && ids?.includes(found.business.id) ? [found.business.code!] : [];
  }
  return {
    company,
    sandbox,
    requests,
    lists,
    templates: templates.versions,
    suffer(now) {
      troubles = now.map(({ what }) => what);
      sandbox.setFaults(withNulls(faultsOf(now, world.seed, company), world, company, clock.now()));
    },
    async fetch(input, init) {
      if (troubles.includes('down'))
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
      await clock.sleep(chance.upTo(120));
      const request = new Request(input, init);
      const entry: SeenRequest = {
        at: clock.now(),
        organization: company.id,
        method: request.method,
        path: new URL(request.url).pathname,
        status: 0,
      };
      requests.push(entry);
      // What is written stays so, whether or not anybody waits for the answer; what comes into force later is seen by a read.
      const response = await sandbox.fetch(request).finally(() => {
        if (entry.path.includes('/templates')) templates.look(entry.at);
      });
      entry.status = response.status;
      if (entry.path.endsWith('/business/search') && response.status === 200)
        lists.push({ organization: company.id, at: entry.at, codes: listedIn(request.url) });
      if (response.status === 200 && shownIn(entry.path).length > 0)
        lists.push({ organization: company.id, at: entry.at, codes: shownIn(entry.path) });
      const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
      if (!Number.isNaN(wait)) entry.retryAfterSeconds = wait;
      return response;
    },
  };
}

function faultsOf(troubles: readonly Trouble[], seed: number, company: Company): FaultPlan {
  const shares = troubles.map(({ what, code }) => {
    if (what === 'forgotten') return without(company);
    return code === undefined ? SHARES[what] : refusing(code, what === 'refused' ? 409 : 502);
  });
  return { seed, ...Object.assign({}, ...shares) };
}

/** Shops with nulls of their own keep them, but where they are refused. */
function withNulls(plan: FaultPlan, { nullsRefused }: World, { id }: Company, at: Instant): FaultPlan {
  if (!nullsRefused) return plan;
  const nulls = nullsRefused
    .filter(({ organization }) => organization === id)
    .map(({ codes, from, to }) => ({
      match: { business: codes },
      write: { nulls: from <= at && at < to ? ('refused' as const) : ('kept' as const) },
    }));
  return { ...plan, script: [...(plan.script ?? []), ...nulls] };
}

/** A list that seems to be whole, and lacks the first shop. */
function without({ shops }: Company): FaultPlan {
  const match = { path: '/business/search', business: [shops[0]!.code] };
  return { script: [{ match, rows: { missing: true }, pages: { count: shops.length - 1 } }] };
}

/** Whatever is written to a shop. */
function refusing(code: string, status: number): FaultPlan {
  return { script: [{ match: { method: 'POST', business: [code] }, answer: { status, prevents: true } }] };
}

function seeded(world: World, { id }: Company, shop: Shop, index: number): SeededBusiness {
  const { zone: _zone, ...place } = placeOf(shop.place);
  const number = index + 1 + 100 * world.companies.findIndex((company) => company.id === id);
  return makeBusiness(number, 1, {
    business: {
      ...place,
      code: shop.code,
      region: null,
      default_lang: shop.language ?? 'en',
      open_hours: shop.openHours,
      specific_hours: shop.specificHours,
    },
    settings: shop.settings,
  });
}

/** What is wrong with an organization's Partoo at an instant. */
export function troublesAt({ troubles }: World, organization: string, at: Instant): Trouble[] {
  return troubles.filter(
    (trouble) => trouble.organization === organization && trouble.from <= at && at < trouble.to,
  );
}
