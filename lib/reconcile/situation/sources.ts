import type { Kind } from '../../calendars/stored.ts';
import { isoOf } from '../../clock.ts';
import { adHocKey } from '../../closures/ad-hoc-key.ts';
import type { Source } from '../../closures/chains.ts';
import type { AdHocClosure, Level, Occurrence, Scope } from '../../closures/model.ts';
import type { Rule } from '../../config/model.ts';

/** How far ahead of its instant a closing may begin where nothing else is said: 10 minutes. */
const DEFAULT_MAX_LEAD = 10 * 60_000;

interface Scoped {
  source: Source;
  /** null: every business. */
  scope: Scope | null;
}

export interface RuleSource extends Scoped {
  rule: Rule;
}

export interface AdHocSource extends Scoped {
  rule: null;
  /** Its only one. */
  occurrence: Occurrence;
}

/** A source with whom it concerns. */
export type ScopedSource = RuleSource | AdHocSource;

/** Calendars that open and close every day. */
const RECURRING: ReadonlySet<Kind> = new Set(['cron', 'weekly']);

export function sourceOfRule(rule: Rule): RuleSource {
  return {
    source: {
      key: rule.key,
      name: rule.name,
      level: 'rule',
      priority: rule.priority,
      ...(rule.openingPriority === undefined ? {} : { openingPriority: rule.openingPriority }),
      effect: rule.effect,
      onManualChange: rule.onManualChange,
      maxLeadMilliseconds: rule.maxLeadMilliseconds,
      ...(rule.announce === undefined ? {} : { announce: rule.announce }),
      ...(RECURRING.has(rule.calendar.kind) ? { recurs: true } : {}),
      ...(rule.staged ? { staged: true } : {}),
      createdAt: 0,
      actor: 'calendar',
    },
    scope: rule.scope,
    rule,
  };
}

export function sourceOfAdHoc(closure: AdHocClosure): AdHocSource {
  return {
    source: {
      key: adHocKey(closure.id),
      name: closure.reason,
      level: levelOf(closure),
      priority: 0,
      effect: closure.effect,
      onManualChange: 'respect',
      // What is asked for at once may begin at once; what is asked for later leads like any other closing.
      maxLeadMilliseconds: DEFAULT_MAX_LEAD,
      // What had to wait came about when somebody agreed.
      createdAt: closure.decided?.at ?? closure.createdAt,
      actor: closure.actor,
    },
    scope: closure.all ? null : closure.scope,
    rule: null,
    occurrence: {
      start: closure.from,
      end: endOf(closure),
      names: closure.reason === null ? {} : { '': closure.reason },
    },
  };
}

function levelOf(closure: AdHocClosure): Level {
  if (closure.hold) return 'hold';
  return closure.urgent ? 'urgent' : 'ad-hoc';
}

function endOf(closure: AdHocClosure): string | null {
  return closure.endedAt === null ? closure.until : isoOf(closure.endedAt);
}
