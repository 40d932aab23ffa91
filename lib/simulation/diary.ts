import type { Instant } from '../clock.ts';
import { addDays, civilDateOf, instantOf } from '../closures/civil-time.ts';
import type { OrganizationReport } from '../reconcile/pass/report.ts';

/** What happened on one day. */
export interface Day {
  /** `YYYY-MM-DD` in the zone of the simulation. */
  date: string;
  closed: number;
  reopened: number;
  changed: number;
  /** Businesses of which a person's value stayed. */
  kept: number;
  failed: number;
  requests: number;
  /** Rules and ad-hoc closures that closed something. */
  closedBy: string[];
  incidents: string[];
}

const COUNTED = { close: 'closed', reopen: 'reopened', change: 'changed' } as const;

/** Gathers what passes report and what else happens, day by day. */
export class Diary {
  #day: Day;

  constructor(date: string) {
    this.#day = emptyDay(date);
  }

  reports(organizations: readonly OrganizationReport[]): void {
    for (const { results } of organizations) {
      for (const { action, outcome, reason } of results) {
        if (outcome === 'kept') this.#day.kept += 1;
        if (outcome === 'failed') this.#day.failed += 1;
        if (action === 'leave' || (outcome !== 'applied' && outcome !== 'kept')) continue;
        this.#day[COUNTED[action]] += 1;
        const [source] = reason.split(': ');
        if (action === 'close' && source && !this.#day.closedBy.includes(source))
          this.#day.closedBy.push(source);
      }
    }
  }

  incident(says: string): void {
    if (says !== '') this.#day.incidents.push(says);
  }

  /** Closes the day and begins the next one. */
  turn(requests: number, next: string): Day {
    const day = { ...this.#day, requests };
    this.#day = emptyDay(next);
    return day;
  }
}

function emptyDay(date: string): Day {
  return {
    date,
    closed: 0,
    reopened: 0,
    changed: 0,
    kept: 0,
    failed: 0,
    requests: 0,
    closedBy: [],
    incidents: [],
  };
}

/** The days between two instants in a zone, each with the instant at which it (or the span) ends. */
export function daysBetween(from: Instant, to: Instant, zone: string): { date: string; end: Instant }[] {
  const days: { date: string; end: Instant }[] = [];
  for (let date = civilDateOf(from, zone); ; date = addDays(date, 1)) {
    const end = Math.min(to, instantOf(addDays(date, 1), zone, 'start'));
    days.push({ date, end });
    if (end >= to) return days;
  }
}
