/** closures.yml: read, checked, and given on in one normalized form. */

export type { ConfigIssue } from '../reading/issues.ts';
export { ConfigError, formatIssue, formatPath } from '../reading/issues.ts';
export { checkMessages } from './check-messages.ts';
export type { LoadedConfig } from './file.ts';
export { issueAt, parseConfig } from './file.ts';
export { loadConfig } from './load.ts';
export { deserializeConfig, serializeConfig } from './serialize.ts';
