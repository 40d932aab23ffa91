/** closures.yml: read, checked, and given on in one normalized form. */

export type { ConfigIssue } from '../reading/issues.ts';
export { ConfigError, formatIssue, formatPath } from '../reading/issues.ts';
export { checkMessages, messagesIn } from './check-messages.ts';
export type { FaultyConfig, LoadedConfig } from './file.ts';
export { inOrder, issueAt, parseConfig } from './file.ts';
export { loadConfig, readConfig } from './load.ts';
export type { Checkable } from './readable.ts';
export { deserializeConfig, serializeConfig } from './serialize.ts';
