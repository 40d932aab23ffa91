import { type LoadedConfig, parseConfig } from '../../lib/config/index.ts';
import type { Page } from './support.ts';

const ORGANIZATIONS = 'organizations:\n  acme:\n    apiKey: env:PARTOO_API_KEY\n';
/** The messages that snippets refer to without showing them. */
const MESSAGES = 'messages:\n  holiday: "We are closed ({{closure_name}}) and reopen {{reopens}}."\n';

/** A snippet as a whole file: what it leaves out is what every other page has said. */
function completed(snippet: string): string {
  const has = (member: string) => new RegExp(`^${member}:`, 'm').test(snippet);
  return [
    has('version') ? '' : 'version: 1\n',
    has('organizations') ? '' : ORGANIZATIONS,
    has('messages') ? '' : MESSAGES,
    snippet,
    has('rules') ? '' : 'rules:\n  any: { dates: [{ every: 12-25 }] }\n',
  ].join('');
}

/** @throws ConfigError */
export function load(snippet: string, file: string): LoadedConfig {
  return parseConfig(completed(snippet), file);
}

/** The closures.yml that a page begins with; null where it shows none. */
export function wholeFileOf({ snippets }: Page): string | null {
  return (
    snippets.find(({ language, text }) => language === 'yaml' && text.startsWith('version:'))?.text ?? null
  );
}
