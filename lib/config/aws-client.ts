/**
 * How long an AWS client waits, for clients that read a secret: a call that hangs is given up after some ten seconds, well
 * before the time of a function is over. Without these a request that is lost on the way waits for ever.
 */
export const AWS_CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
