import type { Instant } from '../clock.ts';
import type { Settings } from '../closures/model.ts';

interface Version<T> {
  from: Instant;
  value: T;
}

type SlowField = Settings['is_launched'];
type PromptFields = Omit<Settings, 'is_launched'>;

/**
 * The settings of one business over time. `is_launched` has a time line of its own, since a change of it shows later
 * than that of the other fields. Old versions are kept only as far back as a stale read can reach.
 */
export class SettingsRecord {
  #prompt: Version<PromptFields>[];
  #launched: Version<SlowField>[];

  constructor(settings: Settings) {
    const { is_launched, ...prompt } = settings;
    this.#prompt = [{ from: Number.NEGATIVE_INFINITY, value: prompt }];
    this.#launched = [{ from: Number.NEGATIVE_INFINITY, value: is_launched }];
  }

  /** What was last written, whether it shows already or not. */
  latest(): Settings {
    return compose(this.#prompt.at(-1)!.value, this.#launched.at(-1)!.value);
  }

  /** What a read sees that is answered from the state at `instant`. */
  seenAt(instant: Instant): Settings {
    return compose(valueAt(this.#prompt, instant), valueAt(this.#launched, instant));
  }

  /** A write over the API: `is_launched`, if it changes, shows from `launchShowsFrom` on, the rest from `showsFrom`. */
  write(settings: Settings, showsFrom: Instant, launchShowsFrom: Instant, keepSince: Instant): void {
    const { is_launched, ...prompt } = settings;
    this.#prompt.push({ from: Math.max(showsFrom, this.#prompt.at(-1)!.from), value: prompt });
    if (is_launched !== this.#launched.at(-1)!.value) {
      // The delay may have been shortened meanwhile; a later change never shows before an earlier one.
      const from = Math.max(launchShowsFrom, this.#launched.at(-1)!.from);
      this.#launched.push({ from, value: is_launched });
    }
    this.#prune(keepSince);
  }

  /** A person's change in Partoo's app: shows at once, and replaces a change of `is_launched` still under way. */
  edit(settings: Settings, launchedToo: boolean, now: Instant, keepSince: Instant): void {
    const { is_launched, ...prompt } = settings;
    this.#prompt = this.#prompt.filter((version) => version.from <= now);
    this.#prompt.push({ from: now, value: prompt });
    if (launchedToo) {
      this.#launched = this.#launched.filter((version) => version.from <= now);
      this.#launched.push({ from: now, value: is_launched });
    }
    this.#prune(keepSince);
  }

  #prune(keepSince: Instant): void {
    this.#prompt = withoutOlder(this.#prompt, keepSince);
    this.#launched = withoutOlder(this.#launched, keepSince);
  }
}

/** In the order of members that Partoo answers with, always. */
function compose(prompt: PromptFields, launched: SlowField): Settings {
  return {
    welcome_message: prompt.welcome_message,
    offline_message: prompt.offline_message,
    uses_business_hours: prompt.uses_business_hours,
    custom_chat_hours: prompt.custom_chat_hours,
    is_launched: launched,
  };
}

function valueAt<T>(versions: Version<T>[], instant: Instant): T {
  return (versions.findLast((version) => version.from <= instant) ?? versions[0]!).value;
}

/** Everything from `keepSince` on, and the one version that was in force then. */
function withoutOlder<T>(versions: Version<T>[], keepSince: Instant): Version<T>[] {
  const first = versions.findLastIndex((version) => version.from <= keepSince);
  return first > 0 ? versions.slice(first) : versions;
}
