/** A faithful local Partoo over HTTP, for tests, demonstrations, simulations and measurements. */

export type { Message } from './conversations.ts';
export { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';
export type { FaultPlan } from './faults.ts';
export type { SandboxOptions } from './make-world.ts';
export type { MessageTemplate, PartooBusiness, SeededBusiness, SettingsRow, SpecificHours } from './model.ts';
export type { SettingsWrite } from './organization.ts';
export { makeBusiness, makeBusinesses, type Overrides, settingsOf } from './population/make-businesses.ts';
export type { LoggedRequest } from './request-log.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
export type { ScriptedFault } from './script.ts';
export { partooDefaultText, type TextTreatment, treatText } from './texts.ts';
export { type Delivery, EVENT_TYPES, type EventType } from './webhooks/webhooks.ts';
