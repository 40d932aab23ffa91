/** The use cases: what commands, functions and simulations call. */

export type { Deps } from '../reconcile/pass/deps.ts';
export { UsageError } from '../reconcile/pass/errors.ts';
export type { Finding } from '../reconcile/pass/findings.ts';
export type { BusinessResult, OrganizationReport } from '../reconcile/pass/report.ts';
export { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
export { checkConfig, faultsOf } from '../reconcile/refresh/check.ts';
export { storedSheets } from '../reconcile/refresh/feeds/stored-feeds.ts';
export type { Warning } from '../reconcile/situation/warning.ts';
export type { PlannedWave } from '../reconcile/situation/waves.ts';
export { changeClosure, endClosure, requestClosure } from './ad-hoc/ad-hoc.ts';
export { approveClosure, declineClosure } from './ad-hoc/agree.ts';
export type { ClosureRequest } from './ad-hoc/closure-request.ts';
export {
  CLOSURE_STATES,
  type ClosureState,
  closuresOfId,
  type ListedClosure,
  listClosures,
} from './ad-hoc/list-closures.ts';
export type { ClosureAnswer } from './ad-hoc/update.ts';
export { adviseOffline } from './advice/advise-offline.ts';
export { type RuleInWords, rulesInWords } from './advice/rules-in-words.ts';
export {
  type ApplyPreview,
  type ApplyReport,
  applyConfig,
} from './apply.ts';
export type { BusinessStatus } from './business-status.ts';
export { createDeps } from './create-deps.ts';
export { type ExplainReport, explain } from './explain.ts';
export { acceptFeed, type FeedStatus, listFeeds } from './feeds.ts';
export { type HistoryPlace, type HistoryReport, history, historyPage } from './history.ts';
export { pause, resume } from './pause.ts';
export { beginningsIn, type PlanPart, plan, planAlike } from './plan.ts';
export type { Beginning, PlannedClosure } from './planned-closures.ts';
export { type ProbeReport, probe } from './probe/probe.ts';
export { type PutBackReport, release, restore } from './put-back.ts';
export {
  type StatusReport,
  status,
  statusOfSome,
} from './status.ts';
export { watch } from './watch.ts';
