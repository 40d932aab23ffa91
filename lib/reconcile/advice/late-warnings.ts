import type { Organization } from '../../config/model.ts';
import { spacingOf } from '../pacer.ts';
import type { Warning } from '../report.ts';
import type { PlannedWave } from '../waves.ts';

const MINUTE = 60_000;
const LONGEST_LEAD = 24 * 60 * MINUTE;

/** One warning for all late waves of an organization, with what would make the worst of them be on time. */
export function lateWarnings(organization: Organization, waves: readonly PlannedWave[]): Warning[] {
  const late = waves.filter((wave) => wave.late > 0);
  const [worst] = late.toSorted((a, b) => b.late - a.late);
  if (!worst) return [];
  const number = (value: number) => value.toLocaleString('en-US');
  const which =
    late.length === 1 ? '1 wave will be late' : `${number(late.length)} waves will be late, the worst`;
  return [
    {
      code: 'late',
      message: `Organization "${organization.id}": ${which} at ${worst.at}: ${number(worst.late)} of ${number(worst.writes)} writes, the last done at ${worst.endsAt}. ${remedyOf(organization, worst)}`,
    },
  ];
}

function remedyOf(organization: Organization, { at, startsAt, closing, writes }: PlannedWave): string {
  const spacing = spacingOf(organization);
  const lead = Date.parse(at) - Date.parse(startsAt);
  const closingTime = Math.ceil(closing * 1.02 + 1) * spacing;
  const others = (writes - closing) * spacing * 1.02;
  const isClosingLate = closing > 0 && closingTime > lead;
  const remedies: string[] = [];
  if (isClosingLate && closingTime <= LONGEST_LEAD && others <= MINUTE)
    remedies.push(`maxLead: ${Math.ceil(closingTime / MINUTE)}m`);
  const factor = Math.max(isClosingLate && lead > 0 ? closingTime / lead : 1, others / MINUTE);
  const { requestsPerMinute, budgetShare } = organization;
  // A whole share of the quota is free; beyond it only Partoo can grant more.
  const free = factor <= 1 / budgetShare;
  if (factor > 1)
    remedies.push(
      free
        ? `budgetShare: ${Math.min(1, Math.ceil(budgetShare * factor * 100) / 100)}`
        : `requestsPerMinute: ${Math.ceil(requestsPerMinute * factor)}, if Partoo grants it (now ${requestsPerMinute})`,
    );
  return remedies.length === 0
    ? 'Nothing else is in the way of it.'
    : `It would be on time with ${remedies.join(', or with ')}.`;
}
