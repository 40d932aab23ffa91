import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Complete } from '../../lib/calendars/kind.ts';
import * as registry from '../../lib/calendars/registry.ts';
import { serializeConfig } from '../../lib/config/serialize.ts';
import { load, ruleFile } from '../config/support.ts';

/** scripts/calendar-parts.ts takes them so. */
const PARTS = { stored: 'stored', 'place-key': 'placeKeyOf', feed: 'feed', expand: 'expand' };

const { stored: _stored, ...withoutStored } = registry.weekly;
const { placeKeyOf: _placeKeyOf, ...withoutPlaceKey } = registry.weekly;
const stored = z.strictObject({ kind: z.literal('weekly'), open: z.record(z.string(), z.array(z.string())) });
const tides = z.custom<{ kind: 'weekly'; open: Record<string, string[]>; tide?: string }>();

// Held by `npm run types`: each of these would be stored by `apply`, and refused by every later read.
({ weekly: registry.weekly }) satisfies Complete<{ weekly: typeof registry.weekly }>;
// @ts-expect-error a kind without a stored form
({ weekly: withoutStored }) satisfies Complete<{ weekly: typeof withoutStored }>;
// @ts-expect-error a kind that does not say where its occurrences are kept
({ weekly: withoutPlaceKey }) satisfies Complete<{ weekly: typeof withoutPlaceKey }>;
const narrow = { ...registry.weekly, stored, read: tides };
// @ts-expect-error a kind that reads a member that it does not store
({ weekly: narrow }) satisfies Complete<{ weekly: typeof narrow }>;
// @ts-expect-error a calendar whose kind is not its key in the registry
({ nightly: registry.weekly }) satisfies Complete<{ nightly: typeof registry.weekly }>;

test.each(Object.entries(registry))(
  '%s has each part that bundles take alone in the file of its name',
  async (kind, whole: object) => {
    const folder = kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const [file, name] of Object.entries(PARTS)) {
      const part = await import(`../../lib/calendars/${folder}/${file}.ts`);
      expect(part[name], file).toBe(whole[name as keyof typeof whole]);
    }
  },
);

test('what no later read would take is not stored', () => {
  const { config } = load(ruleFile('weekly: { friday: ["09:00-02:00"] }'));
  Object.assign(config.rules[0]!.calendar, { tide: 'low' });
  expect(() => serializeConfig(config)).toThrow('tide');
});
