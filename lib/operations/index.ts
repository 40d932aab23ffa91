/** The use cases: what commands, functions and simulations call. */

export type { Deps, Happening } from '../reconcile/pass/deps.ts';
export { UsageError } from '../reconcile/pass/errors.ts';
export { type Finding, type Findings, readFindings } from '../reconcile/pass/findings.ts';
export {
  type BusinessResult,
  type OrganizationReport,
  tellsOfGap,
} from '../reconcile/pass/report.ts';
export { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
export { type CheckReport, checkConfig } from '../reconcile/refresh/check.ts';
export type { Warning } from '../reconcile/situation/warning.ts';
export type { PlannedWave } from '../reconcile/situation/waves.ts';
export {
  type ClosureAnswer,
  type ClosureRequest,
  changeClosure,
  endClosure,
  requestClosure,
} from './ad-hoc/ad-hoc.ts';
export { adviseOffline } from './advice/advise-offline.ts';
export { Advisor } from './advice/advisor.ts';
export { notAppliedWarnings } from './advice/not-applied.ts';
export {
  type ApplyOptions,
  type ApplyPreview,
  type ApplyReport,
  applyConfig,
  type OrganizationPreview,
} from './apply.ts';
export { createDeps, type DepsInput } from './create-deps.ts';
export { type ExplainReport, explain } from './explain.ts';
export { type PlannedClosure, type PlanOptions, type PlanPart, plan } from './plan.ts';
export { finishProbe, type ProbeReport, probe } from './probe/probe.ts';
export { type PutBackReport, pause, release, restore, resume } from './put-back.ts';
export { type RunOptions, type RunReport, run } from './run.ts';
export {
  type BusinessStatus,
  type HistoryReport,
  history,
  type StatusReport,
  status,
  type WaitStatus,
} from './status.ts';
export { type WatchOptions, watch } from './watch.ts';
