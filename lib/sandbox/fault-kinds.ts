/**
 * What can befall a request. Nothing is written under `serverError` (503, HTML), `reset` (connection torn down
 * before the work), `html200` (somebody else's page, such as a proxy's), `tooManyRequests` (429 though the quota is
 * not spent), `unauthorized`, `forbidden` and `notFound`. The work *is* done under `lostAnswer` (connection torn down
 * instead of an answer), `cutBody` (full content length, half of the body), `lateServerError` (502, HTML) and `slow`.
 */
export const FAULT_KINDS = [
  'serverError',
  'reset',
  'html200',
  'tooManyRequests',
  'unauthorized',
  'forbidden',
  'notFound',
  'lostAnswer',
  'cutBody',
  'lateServerError',
  'slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
