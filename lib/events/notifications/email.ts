import { createTransport } from 'nodemailer';
import type { EmailReceiver } from '../../config/model.ts';
import type { Message } from './texts.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** Answers of mail servers from here on are final (RFC 5321, 4.2.1). */
const FINAL = 500;

/**
 * Resolves when everybody has it who can have it. Where somebody is only put off it is not taken, and goes out again to all,
 * known by its id; an address that there is not would have it repeated to the others for a day.
 * @param smtp `smtp://user:password@host:587` or `smtps://…`
 * @param isTest whether such an address counts as well
 */
export async function mail(
  { to, from }: EmailReceiver,
  smtp: string,
  { id, subject, lines }: Message,
  isTest = false,
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
    const { rejectedErrors = [] } = await transport.sendMail({
      from: { name: 'partoo-closures', address: from ?? (user.includes('@') ? user : to[0]!) },
      to,
      subject,
      text: `${lines.join('\n')}\n`,
      // By it a message that comes twice is known again.
      messageId: `<${id}@partoo-closures>`,
    });
    const fault = rejectedErrors.find(({ responseCode = 0 }) => isTest || responseCode < FINAL);
    if (fault) throw fault;
  } finally {
    transport.close();
  }
}
