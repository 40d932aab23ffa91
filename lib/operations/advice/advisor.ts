import type { Instant } from '../../clock.ts';
import { matchLanguage } from '../../closures/messages/language.ts';
import type { Business } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { Rule } from '../../config/model.ts';
import type { Situation } from '../../reconcile/situation/situation.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { businessesNamed, firstOf } from '../../reconcile/situation/words.ts';
import { type HolidayGap, holidayGaps } from './holiday-gaps.ts';
import { KnownValues } from './known-values.ts';
import { scopeWarnings } from './scope-values.ts';

const GAPS_SHOWN = 5;

/**
 * Looks for what is right by the letter and probably not meant: businesses in no rule, rules and scopes that fit
 * nothing, holidays that nobody thought of, texts for nobody. Organizations are added one by one; all it says are
 * warnings, each counting the businesses and naming the first.
 */
export class Advisor {
  readonly #loaded: LoadedConfig;
  readonly #from: Instant;
  readonly #known = new KnownValues();
  readonly #organizations = new Set<string>();
  readonly #matched = new Set<string>();
  readonly #languages = new Set<string>();
  /** Of the organizations that were looked at. */
  readonly businesses = new Map<string, readonly Business[]>();
  readonly #warnings: Warning[] = [];

  /** @param from holidays are looked at in the 30 days from then on */
  constructor(loaded: LoadedConfig, from: Instant) {
    this.#loaded = loaded;
    this.#from = from;
  }

  /** Takes the businesses of an organization into account; their calendars have to be known from `from` on. */
  async add(situation: Situation): Promise<void> {
    const { organization, businesses, cohorts, zoneUnknown } = situation;
    this.#organizations.add(organization.id);
    this.businesses.set(organization.id, businesses);
    this.#known.add(businesses);
    for (const { language } of businesses) if (language !== null) this.#languages.add(language);
    const alone: Business[] = [];
    for (const cohort of cohorts) {
      const rules = cohort.sources.flatMap(({ rule }) => rule?.key ?? []);
      for (const rule of rules) this.#matched.add(rule);
      if (rules.length === 0) alone.push(...cohort.businesses);
    }
    for (const rule of this.#loaded.config.rules)
      if (zoneUnknown.some((one) => !rule.scope || matchesScope(rule.scope, one, organization.id)))
        this.#matched.add(rule.key);
    if (alone.length > 0)
      this.#warn(
        'no-rule',
        `${businessesNamed(alone)} of "${organization.id}": no enabled rule concerns them, so they never close.`,
      );
    this.#tellGaps(organization.id, await holidayGaps(situation, this.#from));
  }

  /** Everything that was found, organizations first. */
  warnings(): Warning[] {
    const { config } = this.#loaded;
    const judged = config.rules.filter((rule) => rule.enabled && this.#isJudged(rule));
    return [
      ...this.#warnings,
      ...judged.flatMap(({ key, scope }) =>
        scopeWarnings(this.#loaded, ['rules', key, 'scope'], scope, this.#known),
      ),
      ...judged.filter(({ key }) => !this.#matched.has(key)).map(({ key }) => unmatched(key)),
      ...config.organizations
        .filter(({ id }) => this.#organizations.has(id))
        .flatMap(({ id, corrections }) =>
          corrections.flatMap(({ scope }, index) =>
            scopeWarnings(
              this.#loaded,
              ['organizations', id, 'corrections', index, 'scope'],
              scope,
              this.#known,
            ),
          ),
        ),
      ...this.#correctedCodes(),
      ...this.#idleTexts(),
    ];
  }

  /** Only where every organization that it concerns was looked at: elsewhere it may fit. */
  #isJudged({ scope }: Rule): boolean {
    const concerned = scope?.organizations ?? this.#loaded.config.organizations.map(({ id }) => id);
    return concerned.every((id) => this.#organizations.has(id));
  }

  #correctedCodes(): Warning[] {
    return this.#loaded.config.organizations
      .filter(({ id }) => this.#organizations.has(id))
      .flatMap(({ id, businesses }) => {
        const codes = Object.keys(businesses);
        return codes.length === 0
          ? []
          : scopeWarnings(this.#loaded, ['organizations', id, 'businesses'], { codes }, this.#known);
      });
  }

  #idleTexts(): Warning[] {
    if (this.#languages.size === 0) return [];
    const { organizations, messages } = this.#loaded.config;
    const spoken = [...this.#languages, ...organizations.flatMap(({ language }) => language ?? [])];
    const idle = new Map<string, string[]>();
    for (const [name, definition] of Object.entries(messages))
      for (const tag of 'texts' in definition ? Object.keys(definition.texts) : []) {
        if (tag === 'default' || spoken.some((language) => matchLanguage([tag], language) !== null)) continue;
        idle.set(tag, [...(idle.get(tag) ?? []), name]);
      }
    if (idle.size === 0 || this.#organizations.size < organizations.length) return [];
    const told = [...idle].map(([tag, names]) => `${tag} (${firstOf(names, 2)})`);
    return [
      { code: 'language-unused', message: `Texts in languages that no shop has: ${firstOf(told, 5)}.` },
    ];
  }

  #tellGaps(organization: string, gaps: readonly HolidayGap[]): void {
    for (const { date, names, businesses } of gaps.slice(0, GAPS_SHOWN))
      this.#warn(
        'holiday-open',
        `${date} is a public holiday (${firstOf([...names], 2)}), on which ${businessesNamed(businesses)} of "${organization}" would stay on.`,
      );
    if (gaps.length > GAPS_SHOWN)
      this.#warn(
        'holiday-open',
        `The same is so for ${gaps.length - GAPS_SHOWN} more public holidays of "${organization}" in the coming 30 days.`,
      );
  }

  #warn(code: string, message: string): void {
    this.#warnings.push({ code, message });
  }
}

function unmatched(key: string): Warning {
  return { code: 'rule-unused', message: `Rule "${key}" fits no shop, so it closes nothing.` };
}
