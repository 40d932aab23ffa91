/** The use cases: what commands, functions and simulations call. */
export {
  type ClosureAnswer,
  type ClosureRequest,
  changeClosure,
  endClosure,
  requestClosure,
} from './ad-hoc.ts';
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
export { type CheckReport, checkConfig } from './check.ts';
export { createDeps, type DepsInput } from './create-deps.ts';
export type { Deps, Happening } from './deps.ts';
export { UsageError } from './errors.ts';
export { type ExplainReport, explain } from './explain.ts';
export { type PlannedClosure, type PlanOptions, type PlanPart, plan } from './plan.ts';
export { type Finding, type Findings, readFindings } from './probe/findings.ts';
export { finishProbe, type ProbeReport, probe } from './probe/probe.ts';
export { type PutBackReport, pause, release, restore, resume } from './put-back.ts';
export { type BusinessResult, type OrganizationReport, tellsOfGap, type Warning } from './report.ts';
export { type RunOptions, type RunReport, run } from './run.ts';
export { appliedConfig, selectOrganizations } from './session.ts';
export {
  type BusinessStatus,
  type HistoryReport,
  history,
  type StatusReport,
  status,
  type WaitStatus,
} from './status.ts';
export { type WatchOptions, watch } from './watch.ts';
export type { PlannedWave } from './waves.ts';
