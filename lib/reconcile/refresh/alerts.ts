/** What others want to hear of what a refresh found, as events. */
import { alertFact } from '../../events/facts.ts';
import type { OutboxFact } from '../../store/store.ts';
import type { Deps } from '../pass/deps.ts';
import type { Warning } from '../situation/warning.ts';
import type { RuleChange } from './changes/changed-dates.ts';
import { changeAsData, changeInWords } from './changes/in-words.ts';

/** A business whose zone is unknown, and the like, shows in `status`. */
const ALERTS = new Set([
  'calendar',
  'dates-held-back',
  'directory-incomplete',
  'directory-stale',
  'feed',
  'feed-event',
  'feed-held-back',
  'no-businesses',
  'special-hours',
  'unknown-template',
  'several-templates',
  'unreadable-business',
]);

const CHANGED_CODE = 'dates-changed';

/** Dates that changed by themselves, for whoever asks by hand. */
export const changeWarning = (change: RuleChange): Warning => ({
  code: CHANGED_CODE,
  message: changeInWords(change),
});

/** Once a day for the same alert; of a change that is when it is found, since the next refresh finds none. */
export async function tellAlerts(
  { store, clock, announces }: Pick<Deps, 'store' | 'clock' | 'announces'>,
  organization: string,
  warnings: readonly Warning[],
  changes: readonly RuleChange[],
): Promise<void> {
  if (!announces) return;
  const at = clock.now();
  const fact = (alert: string, reason: string, more: object = {}): OutboxFact =>
    alertFact(organization, at, { reason, alert, ...more });
  await store.appendOutbox([
    ...warnings.filter(({ code }) => ALERTS.has(code)).map(({ code, message }) => fact(code, message)),
    ...changes.map((change) => fact(CHANGED_CODE, changeInWords(change), { change: changeAsData(change) })),
  ]);
}
