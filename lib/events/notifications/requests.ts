/** What is sent to whom, as HTTP requests. */
import { createHmac } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import type { SlackReceiver } from '../../config/model.ts';
import { SOURCE } from '../bus.ts';
import type { Notice } from './notice.ts';
import type { Message } from './texts.ts';

/** Slack's own limit lies at 40,000 characters, Teams' at 28 KB. */
const MOST_CHARACTERS = 12_000;

/** The body of an incoming webhook of Slack, or of a workflow of Teams. */
export function slackBody({ id, subject, lines }: Message, format: SlackReceiver['format']): string {
  // By the reference a message that comes twice is known again.
  const all = [...lines, `ref ${id.slice(0, 8)}`];
  if (format === 'slack')
    return JSON.stringify({
      text: `*${escaped(subject)}*\n${escaped(all.join('\n'))}`.slice(0, MOST_CHARACTERS),
    });
  const block = (text: string, more: object = {}) => ({
    type: 'TextBlock',
    text: unlinked(text).slice(0, MOST_CHARACTERS),
    wrap: true,
    ...more,
  });
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [block(subject, { weight: 'bolder', size: 'medium' }), ...all.map((line) => block(line))],
  };
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
}

/** What Slack reads as links and mentions stays text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What Teams reads as a link under another name stays text: with nothing that shows between its two halves it is none. */
function unlinked(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}

export interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

/** An event as it is on the bus, signed as Standard Webhooks are. @param secret `whsec_` and the key in base64, or that alone */
export function webhookRequest({ id, type, detail }: Notice, secret: string, now: Instant): SignedRequest {
  const time = typeof detail.at === 'string' ? detail.at : new Date(now).toISOString();
  const body = JSON.stringify({ id, source: SOURCE, 'detail-type': type, time, detail });
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) throw new Error('the secret is none: write whsec_ and the key in base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
    body,
  };
}
