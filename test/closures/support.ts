import type { Chain, Source } from '../../lib/closures/chains.ts';
import type { Desired } from '../../lib/closures/desired.ts';
import type { Effect, SetEffect } from '../../lib/closures/model.ts';
import { type Overlay, overlayKeyOf } from '../../lib/closures/overlay.ts';

/** An effect that sets these members, of a closure that does not open. */
export const set = (members: Partial<SetEffect> = {}): Effect => ({ kind: 'set', open: false, ...members });

const CLOSING = set({ reachable: false, offlineMessage: { message: 'closed' }, chatHours: 'closed' });
export const OPEN = set({ open: true });
/** As nights do: off, with text and hours as they are. */
export const OFF = set({ reachable: false, offlineMessage: 'keep', chatHours: 'keep' });
/** What a staged rule does that says nothing of it. */
export const PLANNED = set({
  ...{ reachable: 'keep', chatHours: 'closed' },
  offlineMessage: { message: 'planned' },
});

export function source(overrides: Partial<Source> = {}): Source {
  return {
    key: 'rule',
    name: null,
    level: 'rule',
    priority: 60,
    effect: CLOSING,
    onManualChange: 'respect',
    maxLeadMilliseconds: 600_000,
    createdAt: 0,
    actor: 'rule:rule',
    ...overrides,
  };
}

/** A chain of one link. */
export function chain(overrides: Partial<Source> = {}, start = 0, end = 100): Chain {
  return {
    source: source(overrides),
    start,
    end,
    links: [{ start, end, names: {}, wallMilliseconds: end - start }],
  };
}

/** What one rule without an end wants, as an effect; nothing in force: `{}`. */
export function desired(overlay: Overlay, more: Partial<Desired> = {}): Desired {
  const overlayKey = overlayKeyOf(overlay);
  const isInForce = overlayKey !== '';
  return {
    overlay,
    overlayKey,
    closures: isInForce ? [{ key: 'rule', name: 'Noël', start: 0, end: null }] : [],
    cause: isInForce ? { kind: 'in-force', closure: 'rule', name: 'Noël' } : null,
    reason: isInForce ? 'rule: Noël' : '',
    actor: 'rule:rule',
    enforce: [],
    held: false,
    overridableSince: isInForce ? 0 : null,
    promises: null,
    ...more,
  };
}
