/** What somebody else has written stays text in chats: no link under another name, and nobody called. */
import { expect, test } from 'vitest';
import { slackBody } from '../../lib/events/notifications/requests.ts';

const message = (line: string) => ({ id: 'a'.repeat(32), subject: line, lines: [line] });

test.each(['<!channel>', '<@U1>', '<https://x.example|our page>', '&lt;!here&gt;'])(
  '%s for Slack',
  (line) => {
    const { text } = JSON.parse(slackBody(message(line), 'slack'));
    expect(text).not.toMatch(/[<>]/);
    const read = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(read).toContain(line);
  },
);

test.each(['[our page](https://x.example)', '![](https://x.example/a.png)', '[a] (b)'])(
  '%s for Teams',
  (line) => {
    const card = JSON.parse(slackBody(message(line), 'teams')).attachments[0].content;
    for (const { text } of card.body) expect(text).not.toContain('](');
    expect(card.body[0].text.replaceAll('\u200b', '')).toBe(line);
  },
);
