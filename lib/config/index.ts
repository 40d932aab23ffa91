/** closures.yml and the environment: read, checked, and given on in one normalized form. */

export type { Position } from '../reading/document.ts';
export { DurationError, parseDuration } from '../reading/duration.ts';
export type { ConfigIssue } from '../reading/issues.ts';
export { ConfigError, formatIssue, formatPath } from '../reading/issues.ts';
export { didYouMean, suggest } from '../reading/suggest.ts';
export { DEFAULT_BASE_URL } from './base-url.ts';
export { splitAtMidnight } from './chat-hours.ts';
export type { ConfigWarning } from './check-messages.ts';
export { checkMessages } from './check-messages.ts';
export type { Environment, EnvironmentSettings, StoreAddress } from './environment.ts';
export {
  environmentSchema,
  parseStoreAddress,
  readEnvironment,
  resolveBaseUrl,
  resolveSecretRef,
} from './environment.ts';
export type { LoadedConfig } from './file.ts';
export { issueAt, parseConfig } from './file.ts';
export { loadConfig } from './load.ts';
export { placeholderFaults } from './placeholders.ts';
export { deserializeConfig, serializeConfig } from './serialize.ts';
