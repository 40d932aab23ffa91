import type { ClosureRequest } from '../../../lib/operations/index.ts';
import type { RunOptions } from '../../../lib/operations/run.ts';

/** A closure as a command asks for it: of no shop, from now until further notice, but for what a test says. */
export const asked = (request: Partial<ClosureRequest>): ClosureRequest => ({
  ...{ id: null, organization: null, scope: {}, all: false, from: null, until: null },
  ...{ message: null, text: null, reason: null, urgent: false, hold: false, actor: 'test' },
  ...request,
});

/** A pass that somebody asks for by hand, over all organizations, and that does not wait for another. */
export const BY_HAND: RunOptions = {
  ...{ organization: null, at: null, dryRun: false, writeAt: false },
  waitMilliseconds: 0,
};
