/** A template is ours while a closure of a rule that swaps it is in force anywhere, and as it was, byte for byte, else. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, Rule, World } from '../model.ts';
import type { Story, TemplateVersion } from '../play/record.ts';
import { type Closure, closuresOf, inForce } from '../truth/closures.ts';
import { MINUTE } from '../truth/zones.ts';
import { earlyBy, lateBy } from './clocks.ts';
import { Excuses, spacingOf } from './excuses.ts';

/** What somebody asks for is heard of with the next tick, by a pass that may be at work. */
const NEWS = 3 * MINUTE;
/** Requests of templates, and of a batch of shops that is under way. */
const REQUESTS = 24;

export function checkTemplates(world: World, story: Story): string[] {
  const rule = world.rules.find(({ effect }) => effect.swaps !== undefined);
  if (rule === undefined) return [];
  return world.companies.flatMap((company) => {
    const versions = story.templates.filter(({ organization }) => organization === company.id);
    const swapped = versions.filter(({ title }) => title === rule.effect.swaps);
    const others = versions.filter(({ title }) => title !== rule.effect.swaps);
    const first = swapped[0]!;
    const touched = new Set(others.map(({ title }) => title));
    return [
      ...(others.length > touched.size ? [`${company.id}: a template is written that no rule names`] : []),
      ...(swapped.at(-1)!.said === first.said ? [] : [`${company.id}: ${first.title} is not what it was`]),
      ...wrongTimes(rule, swapped, world, story, company),
    ];
  });
}

function wrongTimes(
  { key }: Rule,
  versions: readonly TemplateVersion[],
  world: World,
  story: Story,
  company: Company,
): string[] {
  const excuses = new Excuses(world, story, company, undefined, []);
  const ofShops = company.shops.map((shop) => closuresOf(world, story, company, shop));
  const isSwapped = (at: Instant) => ofShops.some((closures) => counts(key, inForce(closures, at)));
  const bounds = [
    ...new Set(
      ofShops.flat().flatMap(({ start, end, knownFrom, knownTo }) => [start, end, knownFrom, knownTo]),
    ),
  ];
  const moments = [world.from, ...bounds, ...versions.map(({ at }) => at), world.to]
    .filter((at) => at >= world.from && at <= world.to)
    .sort((a, b) => a - b);
  const own = versions[0]!.said;
  const faults: string[] = [];
  let since: Instant | null = null;
  for (const at of moments) {
    const shown = versions.findLast((version) => version.at <= at) ?? versions[0]!;
    const isOurs = shown.said !== own && shown.said.includes('[[t-swap]]');
    const isRight = at < world.to && (isSwapped(at) ? isOurs : shown.said === own);
    if (!isRight) since ??= at;
    if (since === null || (!isRight && at < world.to)) continue;
    const wrong = excuses.left(since, at);
    if (wrong > allowed(world, company, since))
      faults.push(
        `${company.id}: a template should be ${isSwapped(since) ? 'ours' : 'what it was'} from ${iso(since)}, and is not until ${iso(at)}`,
      );
    since = null;
  }
  return faults;
}

/** A hold goes before it; any other closure leaves templates as they are. */
function counts(key: string, closures: readonly Closure[]): boolean {
  return closures.some((one) => one.key === key) && !closures.some(({ rank }) => rank === 3);
}

function allowed(world: World, company: Company, at: Instant): number {
  const wave = (2 * company.shops.length + REQUESTS) * spacingOf(company);
  return NEWS + wave + Math.max(lateBy(world, at), earlyBy(world, at));
}

const iso = (at: Instant) => new Date(at).toISOString();
