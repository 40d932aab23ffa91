import type { Instant } from '../../clock.ts';
import type { Desired } from '../../closures/desired.ts';
import { type Swap, swapsAt, templatesOf, undecidedTitles } from '../../closures/templates/swaps.ts';
import { desiredOf, type TemplateWording } from '../../closures/templates/wanted-template.ts';
import type { Situation } from './situation.ts';

/** What a situation says of message templates at an instant. */
export class SwappedTemplates {
  readonly #situation: Situation;
  readonly #at: Instant;
  readonly #swaps = new Map<Instant | null, Map<string, Swap>>();

  constructor(situation: Situation, at: Instant) {
    this.#situation = situation;
    this.#at = at;
  }

  /** Titles of the templates that are to be others than they are. */
  get titles(): string[] {
    return [...this.swaps(null).keys()];
  }

  /** @param override what had begun by then counts no more; null: all does */
  desired(title: string, override: Instant | null = null): Desired {
    return desiredOf(this.swaps(override).get(title), wordingOf(this.#situation));
  }

  swaps(override: Instant | null): Map<string, Swap> {
    let swaps = this.#swaps.get(override);
    if (!swaps) {
      swaps = swapsAnything(this.#situation)
        ? swapsAt(this.#situation.cohorts, this.#at, override)
        : new Map<string, Swap>();
      this.#swaps.set(override, swaps);
    }
    return swaps;
  }

  /** Of which it is not known what becomes of them. */
  get undecided(): ReadonlySet<string> {
    return undecidedTitles(this.#situation.cohorts, this.#situation.sources);
  }
}

/** Whether any rule in use swaps templates. */
function swapsAnything({ sources }: Pick<Situation, 'sources'>): boolean {
  return sources.some((source) => Object.keys(templatesOf(source)).length > 0);
}

const wordings = new WeakMap<Situation, TemplateWording>();

/** What its texts are made of. */
export function wordingOf(situation: Situation): TemplateWording {
  let wording = wordings.get(situation);
  if (!wording) {
    const { organization, messages, defaultLanguage } = situation;
    const countries = new Set(situation.businesses.map(({ country }) => country));
    wording = {
      ...{ messages, defaultLanguage, language: organization.language },
      zone: organization.timezone ?? commonestZone(situation),
      country: countries.size === 1 ? ([...countries][0] ?? null) : null,
    };
    wordings.set(situation, wording);
  }
  return wording;
}

/** Where most of its businesses are; of equal ones the first by name. */
function commonestZone({ cohorts }: Situation): string {
  const counts = new Map<string, number>();
  for (const { zone, businesses } of cohorts) counts.set(zone, (counts.get(zone) ?? 0) + businesses.length);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? 'UTC';
}
