import type { Call } from '../routes/route.ts';
import type { EventType } from './webhooks.ts';

/** What a test delivery carries: the latest that the organization has of that event type, else an example. */
export function latestPayload(type: EventType, { organization, conversations }: Call): unknown {
  if (type === 'lead_received') return LEAD;
  if (type.startsWith('business_'))
    return { business: organization.listed().at(-1)?.business ?? { id: 'example' } };
  const message = conversations.latestMessage();
  return message ? conversations.payload(message) : { message: { id: 1 }, conversation: { id: 1 } };
}

const LEAD = {
  id: 1,
  source: 'chatbot',
  created_at: '2024-11-27T16:10:44.929678Z',
  chatbot_id: 3,
  chatbot_name: 'Rendez-vous',
  business_name: 'Maison Corvel Paris',
  store_code: 'ST-00001',
  values: [{ id: 1, type: 'EMAIL', name: 'E-mail', value: 'ines.moreau@example.com' }],
};
