export type { BusinessesOperations, BusinessFilters, BusinessKey } from './businesses.ts';
export { createPartooClient, type PartooClient } from './client.ts';
export { PartooAnswerError, type PartooAnswerErrorCode } from './errors/answer-error.ts';
export { PartooApiError, type PartooApiErrorCode } from './errors/api-error.ts';
export { type GaveUp, PartooError } from './errors/partoo-error.ts';
export { PartooTransportError, type PartooTransportErrorCode } from './errors/transport-error.ts';
export type { Failure } from './failure.ts';
export { OPERATIONS, type Operation, type OperationId, type Repeat } from './operations.ts';
export type { Call, Limiter, PartooClientOptions } from './options.ts';
export type { InvalidItem, ListCall, Page } from './pages.ts';
export { shouldRetry } from './retry.ts';
export type { Business } from './schemas/business.ts';
export type { MessagingSettings, MessagingSettingsUpdate } from './schemas/settings.ts';
export type { User } from './schemas/user.ts';
export type { SettingsItem, SettingsOperations, SettingsQuery } from './settings.ts';
export { decodeContent, encodeContent } from './template-content.ts';
export type {
  MessageTemplate,
  TemplateCreate,
  TemplatesOperations,
  TemplateUpdate,
} from './templates.ts';
export type { RequestCounts } from './transport.ts';
export type { MeQuery, UsersOperations } from './users.ts';
