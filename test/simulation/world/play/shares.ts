import type { FaultPlan } from '../../../../lib/sandbox/index.ts';
import type { TroubleKind } from '../model.ts';

/** What a trouble of Partoo or of the network comes to, in shares of requests. */
export const SHARES: Partial<Record<TroubleKind, FaultPlan>> = {
  serverErrors: { serverError: 0.12 },
  resets: { reset: 0.12 },
  lostAnswers: { lostAnswer: 0.12 },
  cutBodies: { cutBody: 0.12 },
  lateErrors: { lateServerError: 0.12 },
  html: { html200: 0.12 },
  slow: { slow: 0.5, slowMilliseconds: 12_000 },
  stale: { staleReadsMilliseconds: 90_000 },
  throttled: { tooManyRequests: 0.12 },
  silenced: {
    script: [{ match: { share: 0.3 }, answer: { status: 429, retryAfter: '86400', prevents: true } }],
  },
};
