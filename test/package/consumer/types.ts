/** Compiled and never run: that the types which a user leans on arrive in the package as they are here. */
import type {
  FieldWon,
  Overlay,
  RuleWithOccurrences,
  SettingsField,
  WantedState,
  wantedState,
} from 'partoo-closures/closures';
import type {
  Business,
  createPartooClient,
  MessagingSettings,
  PartooError,
  SettingsItem,
} from 'partoo-closures/partoo';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
function holds<T extends true>(): T | undefined {
  return undefined;
}

type Client = ReturnType<typeof createPartooClient>;
type Listed<T> = T extends AsyncIterable<infer Item> ? Item : never;

holds<Same<Listed<ReturnType<Client['businesses']['search']>>, Business>>();
holds<Same<Listed<ReturnType<Client['settings']['list']>>, SettingsItem>>();
holds<Same<Awaited<ReturnType<Client['settings']['update']>>, SettingsItem>>();
holds<Same<IsAny<Business>, false>>();
holds<Same<IsAny<MessagingSettings['is_launched']>, false>>();
holds<Same<Business['id'], string>>();
holds<PartooError extends Error ? true : false>();
holds<Same<IsAny<PartooError['code']>, false>>();

holds<Same<ReturnType<typeof wantedState>, WantedState>>();
holds<Same<WantedState['fields'], Record<SettingsField, FieldWon>>>();
holds<Same<WantedState['next'], number | null>>();
holds<Same<Overlay['reachable'], boolean | undefined>>();
/** A rule needs its key and its occurrences, and nothing else. */
holds<
  Same<
    { key: string; occurrences: RuleWithOccurrences['occurrences'] } extends RuleWithOccurrences
      ? true
      : false,
    true
  >
>();
holds<Same<{ key: string } extends RuleWithOccurrences ? true : false, false>>();
