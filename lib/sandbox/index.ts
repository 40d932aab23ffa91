/** A faithful local Partoo over HTTP, for tests, demonstrations, simulations and measurements. */

export type { FaultKind } from './fault-kinds.ts';
export type { FaultPlan } from './faults.ts';
export type { SandboxOptions } from './make-world.ts';
export type { MessageTemplate, PartooBusiness, SeededBusiness, SettingsRow } from './model.ts';
export type { SettingsWrite } from './organization.ts';
export { makeBusiness, makeBusinesses, settingsOf } from './population/make-businesses.ts';
export { openSandbox, type Sandbox, startSandbox } from './sandbox.ts';
export type { ScriptedFault } from './script.ts';
export { partooDefaultText, treatText } from './texts.ts';
export { EVENT_TYPES } from './webhooks/webhooks.ts';
