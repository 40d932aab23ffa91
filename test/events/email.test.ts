/** What a mail server may say to some of several addresses. */
import { expect, test } from 'vitest';
import type { EmailReceiver } from '../../lib/config/model.ts';
import { mail } from '../../lib/events/notifications/email.ts';
import { mailServer } from '../operations/notify/receivers.ts';

const [OPS, NIGHT] = ['ops@example.com', 'night@example.com'];
const TO: EmailReceiver = { way: 'email', to: [OPS, NIGHT], smtp: 'env:SMTP' };
const MESSAGE = { id: 'a'.repeat(32), subject: 'acme: 1 shop fails', lines: ['Type: status'] };

test('where one is put off the mail is not taken, and the repeat is known by its id', async () => {
  await using server = await mailServer();
  server.refused[NIGHT] = '451 4.7.1 later';
  await expect(mail(TO, server.url, MESSAGE)).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 451 });
  delete server.refused[NIGHT];
  await mail(TO, server.url, MESSAGE);
  expect(server.received.map(({ to }) => to)).toEqual([[OPS], [OPS, NIGHT]]);
  const ids = server.received.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1]);
  expect(ids).toEqual(Array(2).fill(`<${MESSAGE.id}@partoo-closures>`));
});

test('one that there is not costs the others nothing, but a test says so', async () => {
  await using server = await mailServer();
  server.refused[NIGHT] = '550 5.1.1 nobody';
  await mail(TO, server.url, MESSAGE);
  expect(server.received.map(({ to }) => to)).toEqual([[OPS]]);
  await expect(mail(TO, server.url, MESSAGE, true)).rejects.toMatchObject({ responseCode: 550 });
});

test('where nobody is taken it is not taken', async () => {
  await using server = await mailServer();
  server.refused = { [OPS]: '550 nobody', [NIGHT]: '550 nobody' };
  await expect(mail(TO, server.url, MESSAGE)).rejects.toMatchObject({ code: 'EENVELOPE' });
  expect(server.received).toEqual([]);
});
