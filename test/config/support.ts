import { ConfigError, type LoadedConfig, parseConfig } from '../../lib/config/index.ts';

export const FILE = 'closures.yml';

/** The faults of a file as `line:column path: message; remedy`, without the file's name. */
export function faultsOf(text: string): string[] {
  try {
    parseConfig(text, FILE);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').map((line) => line.replace(`${FILE}:`, ''));
  }
}

export function load(text: string): LoadedConfig {
  return parseConfig(text, FILE);
}

const HEAD = 'version: 1\norganizations: { acme: { apiKey: env:KEY } }\n';

/** A file with two lines before `rest`: what stands first in `rest` is on line 3. */
export function file(rest: string): string {
  return HEAD + rest;
}

/** A file with one rule, whose members stand from line 5 on, from column 5 on. */
export function ruleFile(members: string): string {
  return file(`rules:\n  r:\n${members.replace(/^/gm, '    ')}\n`);
}

/** A file with one rule on dates; `members` begin on line 6. */
export function datesRule(members: string): string {
  return ruleFile(`dates: [{ from: 2026-12-06 }]\n${members}`);
}
