import { checkCalendar } from '../calendars/index.ts';
import type { Place } from '../calendars/model.ts';
import type { Instant } from '../clock.ts';
import { addDays, civilDateOf } from '../closures/civil-time.ts';
import type { Business } from '../closures/model.ts';
import { matchesScope } from '../closures/scope.ts';
import { type ConfigIssue, checkMessages, formatPath, issueAt, type LoadedConfig } from '../config/index.ts';
import type { Rule } from '../config/model.ts';
import type { Warning } from './report.ts';

export interface CheckReport {
  /** What keeps the configuration from being applied. */
  errors: ConfigIssue[];
  warnings: Warning[];
}

/** The days in which an `except` has to fit a holiday. */
const DAYS_AHEAD = 400;

/**
 * What the schema cannot tell: calendars that cannot be expanded, `except`s that fit nothing, languages without a text.
 * Nothing is read from Partoo; `businesses`, where they are known, make the answer sharper.
 */
export async function checkConfig(
  loaded: LoadedConfig,
  now: Instant,
  businesses: ReadonlyMap<string, readonly Business[]> = new Map(),
): Promise<CheckReport> {
  const today = civilDateOf(now, 'UTC');
  const window = { from: today, to: addDays(today, DAYS_AHEAD) };
  const report: CheckReport = { errors: [], warnings: [] };
  for (const rule of loaded.config.rules) {
    for (const issue of await checkCalendar(rule.calendar, window, placesOf(rule, businesses))) {
      const path = ['rules', rule.key, ...issue.path];
      const remedy =
        issue.suggestion === null ? 'correct it' : `did you mean ${JSON.stringify(issue.suggestion)}?`;
      if (issue.severity === 'error') report.errors.push(issueAt(loaded, path, issue.message, remedy));
      else report.warnings.push({ code: 'calendar', message: placed(loaded, path, issue.message) });
    }
  }
  const spoken = [...businesses.values()].flat().flatMap(({ language }) => language ?? []);
  const configured = loaded.config.organizations.flatMap(({ language }) => language ?? []);
  for (const { path, message, remedy } of checkMessages(loaded.config, [...spoken, ...configured])) {
    report.warnings.push({ code: 'message', message: placed(loaded, path, `${message}; ${remedy}`) });
  }
  return report;
}

function placesOf(rule: Rule, businesses: ReadonlyMap<string, readonly Business[]>): Place[] {
  const places = new Map<string, Place>();
  for (const [organization, list] of businesses) {
    for (const business of list) {
      if (rule.scope && !matchesScope(rule.scope, business, organization)) continue;
      const { country, region } = business;
      places.set(`${country} ${region}`, { country, region });
    }
  }
  return [...places.values()];
}

function placed(loaded: LoadedConfig, path: (string | number)[], message: string): string {
  const { line, column } = loaded.locate(path);
  return `${loaded.file}:${line ?? 1}:${column ?? 1}: ${formatPath(path)}: ${message}`;
}
