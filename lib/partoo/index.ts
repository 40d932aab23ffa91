export { type Clock, type Instant, realClock } from '../clock.ts';
export { decodeContent, encodeContent } from '../template-content.ts';
export type { ApiKeysOperations, PermissionsOperations } from './api-keys.ts';
export type { BusinessesOperations, BusinessFilters, BusinessKey } from './businesses.ts';
export { createPartooClient, type PartooClient } from './client.ts';
export type { ConversationsOperations, ConversationsQuery } from './conversations.ts';
export { PartooAnswerError, type PartooAnswerErrorCode } from './errors/answer-error.ts';
export { PartooApiError, type PartooApiErrorCode } from './errors/api-error.ts';
export { type GaveUp, PartooError } from './errors/partoo-error.ts';
export { isRefusedKey } from './errors/refused-key.ts';
export { PartooTransportError, type PartooTransportErrorCode } from './errors/transport-error.ts';
export { PartooWebhookError, type PartooWebhookErrorCode } from './errors/webhook-error.ts';
export type { Failure } from './failure.ts';
export type { GroupsOperations, SectionsQuery } from './groups.ts';
export type { Incomplete } from './list-end.ts';
export type { InvalidItem } from './list-items.ts';
export type { MessagesOperations, MessagesQuery } from './messages.ts';
export { OPERATIONS, type Operation, type OperationId, type Repeat } from './operations.ts';
export type { Call, Limiter, PartooClientOptions } from './options.ts';
export type { ListCall, Page } from './pages.ts';
export { shouldRetry } from './retry.ts';
export type { Acknowledgement } from './schemas/acknowledgement.ts';
export type { ApiKey, ApiKeyWrite } from './schemas/api-key.ts';
export type { Business, BusinessUpdate, BusinessUpdated } from './schemas/business.ts';
export type {
  Conversation,
  ConversationUpdate,
  Message,
  MessageIngest,
  MessageSend,
  SentMessage,
} from './schemas/conversation.ts';
export type { PartooEvent } from './schemas/event.ts';
export type { Group, LegacyGroup, Section } from './schemas/group.ts';
export { lacksSpecialHours } from './schemas/hours-that-fit.ts';
export type { Permissions } from './schemas/permission.ts';
export type { MessagingSettings, MessagingSettingsUpdate } from './schemas/settings.ts';
export type { User } from './schemas/user.ts';
export type { Webhook, WebhookCreate, WebhookUpdate } from './schemas/webhook.ts';
export type { SettingsItem, SettingsOperations, SettingsQuery } from './settings.ts';
export type {
  MessageTemplate,
  TemplateCreate,
  TemplatesOperations,
  TemplateUpdate,
} from './templates.ts';
export type { RequestCounts } from './transport.ts';
export type { MeQuery, UsersOperations } from './users.ts';
export { type ReceivedEvent, receiveWebhook } from './webhook-event.ts';
export {
  PARTOO_WEBHOOK_KEYS,
  publishedWebhookKey,
  SIGNATURE_HEADER,
  signWebhook,
  verifyWebhook,
  webhookKeysIn,
} from './webhook-signature.ts';
export type { WebhookCall, WebhooksOperations } from './webhooks.ts';
