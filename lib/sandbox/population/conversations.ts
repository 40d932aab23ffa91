import type { Conversations } from '../conversations.ts';
import type { Organization } from '../organization.ts';
import { pick } from '../random.ts';

const CONSUMERS = [
  'Inès Moreau',
  'Jordi Puig',
  'Lena Huber',
  'Sanne De Vos',
  'Tom Baker',
  'Zofia Nowak',
] as const;
const PARTNERS = ['Facebook', 'Instagram', 'SMS', 'Whatsapp'] as const;
const SHOPS_WITH_CONVERSATIONS = 12;

/** A few conversations, so that reading them shows something: answered, unanswered, expired, one that failed to go. */
export function addConversations(
  organization: Organization,
  conversations: Conversations,
  seed: number,
): void {
  for (const [index, { business }] of organization.listed().slice(0, SHOPS_WITH_CONVERSATIONS).entries()) {
    const conversation = conversations.open({
      business,
      consumer_name: pick(CONSUMERS, seed, 'consumer', index),
      messaging_partner: pick(PARTNERS, seed, 'partner', index),
    });
    conversations.add(conversation, {
      sender_type: 'Consumer',
      content: 'Bonjour, êtes-vous ouverts demain ? 🙂',
      status: 'Success',
    });
    if (index % 3 === 0) {
      const status = index === 3 ? 'Failed' : 'Success';
      conversations.add(conversation, { sender_type: 'User', content: 'Oui, dès 10 h !', status });
    }
    if (index === 4) Object.assign(conversation, { status: 'Closed', is_expired: true });
    if (index === 5) conversation.issues.push('facebook_no_page_linked');
  }
}
