import { createTransport } from 'nodemailer';
import type { EmailReceiver } from '../../config/model.ts';
import type { Message } from './texts.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** @param smtp `smtp://user:password@host:587` or `smtps://…` */
export async function mail(
  { to, from }: EmailReceiver,
  smtp: string,
  { id, subject, lines }: Message,
): Promise<void> {
  const timeouts = {
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
  };
  const server = new URL(smtp.trim());
  const transport = createTransport({ url: server.href, ...timeouts });
  try {
    const user = decodeURIComponent(server.username);
    await transport.sendMail({
      from: { name: 'partoo-closures', address: from ?? (user.includes('@') ? user : to[0]!) },
      to,
      subject,
      text: `${lines.join('\n')}\n`,
      // By it a message that comes twice is known again.
      messageId: `<${id}@partoo-closures>`,
    });
  } finally {
    transport.close();
  }
}
