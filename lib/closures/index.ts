/**
 * The pure core as a library, `partoo-closures/closures`: rules with their occurrences and an instant in, the wanted
 * state out. No I/O, no clock, no environment.
 */
export type { Instant } from '../clock.ts';
export { type Chain, chainsOf, type Link, linksOf, type Source } from './chains.ts';
export { instantOf, isoInZone } from './civil-time.ts';
export { closing } from './closing-effect.ts';
export { offlineText, type TextRequest, type TextResult } from './messages/offline-text.ts';
export {
  type Announce,
  type Bound,
  type Business,
  type ChatHours,
  type Effect,
  type ExceptionalOpening,
  type Level,
  type MessageRef,
  type MessageTexts,
  type Name,
  type Occurrence,
  type OnManualChange,
  type Scope,
  SETTINGS_FIELDS,
  type Selectors,
  type Settings,
  type SettingsField,
  type TimeWindow,
  WEEKDAYS,
  type Weekday,
  type WeekHours,
} from './model.ts';
export { isClosing, type Overlay, overlayKeyOf, wantedSettings } from './overlay.ts';
export { byPrecedence, type Choice, type Member, type Resolution, resolve } from './precedence.ts';
export type { ClosureInForce } from './record.ts';
export { matchesScope } from './scope.ts';
export { inForceAt, nextBoundary, type Timeline, timelineOf } from './timeline.ts';
export {
  type FieldWon,
  type RuleWithOccurrences,
  type WantedQuestion,
  type WantedState,
  wantedState,
} from './wanted-state.ts';
