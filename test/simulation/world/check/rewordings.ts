/** Texts whose opening has moved are written again at most once in a quarter of an hour (design rule 24). */
import type { World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { MINUTE } from '../truth/zones.ts';

const APART = 15 * MINUTE;

export function checkRewordings(_world: World, { versions }: Story): string[] {
  return [...versions].flatMap(([code, all]) => {
    const at = all
      .filter((version, index) => isReworded(version, all[index - 1]))
      .map((version) => version.at);
    return at.flatMap((when, index) =>
      when - (at[index - 1] ?? Number.NEGATIVE_INFINITY) < APART
        ? [
            `${code}: its text is written again twice within a quarter of an hour, at ${new Date(when).toISOString()}`,
          ]
        : [],
    );
  });
}

/** Nothing but what the same message says is another. */
function isReworded(version: Version, before: Version | undefined): boolean {
  if (!before || version.by !== 'product' || before.by !== 'product') return false;
  const [is, was] = [version.settings, before.settings];
  const isText = is.offline_message !== was.offline_message || is.welcome_message !== was.welcome_message;
  return (
    isText &&
    sameField('launched', is, was) &&
    sameField('hours', is, was) &&
    messageOf(is.offline_message) === messageOf(was.offline_message) &&
    messageOf(is.welcome_message) === messageOf(was.welcome_message)
  );
}

/** A text of ours begins with its name; everybody else's is its own. */
function messageOf(text: string | null): string {
  return /^\[\[.*?\]\]/.exec(text ?? '')?.[0] ?? text ?? '';
}
