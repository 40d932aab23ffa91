import type { Chain, Source } from '../../lib/closures/chains.ts';
import type { Effect } from '../../lib/closures/model.ts';

const CLOSING: Effect = {
  kind: 'set',
  open: false,
  reachable: false,
  offlineMessage: { message: 'closed' },
  chatHours: 'closed',
};

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
