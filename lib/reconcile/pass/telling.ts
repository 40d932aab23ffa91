/** What a pass tells while it goes on: results, warnings, alerts and progress. */
import type { Decision } from '../../closures/decide.ts';
import type { Business } from '../../closures/model.ts';
import type { Warning } from '../situation/warning.ts';
import type { PassState } from './pass-state.ts';
import type { BusinessResult } from './report.ts';

/** A business, or a template under its name. */
type Named = Pick<Business, 'id' | 'code'>;

export function tellResult(
  { results }: PassState,
  { id, code }: Named,
  result: Omit<BusinessResult, 'business' | 'code'>,
): void {
  results.push({ business: id, code, ...result });
}

/** The same is told once. */
export function warn({ warnings }: PassState, warning: Warning): void {
  if (!warnings.some((known) => known.message === warning.message)) warnings.push(warning);
}

/** What a decision says of writes before it, and of itself where it needs none. */
export function tellDecision(pass: PassState, business: Named, decision: Decision): void {
  for (const field of decision.rewritten)
    warn(pass, {
      code: 'rewritten',
      message: `${label(business)}: Partoo keeps the ${field} otherwise than it is sent; people read something else than was written.`,
    });
  for (const { kept, cause: _, ...result } of decision.results) {
    tellResult(pass, business, { ...result, ...(kept.length > 0 ? { kept } : {}) });
    if (kept.length > 0) tellKept(pass, business, kept);
  }
}

function tellKept({ deps, organization }: PassState, business: Named, kept: readonly string[]): void {
  deps.tell({
    kind: 'alert',
    organization: organization.id,
    business: business.id,
    code: 'manual-change-kept',
    message: `${label(business)}: ${kept.join(', ')} ${kept.length === 1 ? 'stays' : 'stay'} as it was changed; \`restore\` puts back what was there before.`,
  });
}

export function tellProgress({ deps, organization, results, readBacks }: PassState): void {
  deps.tell({ kind: 'wave', organization: organization.id, done: results.length, left: readBacks.size });
}

function label({ code, id }: Named): string {
  return code ?? id;
}
