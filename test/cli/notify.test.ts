import { expect, test } from 'vitest';
import { receivingServer } from '../operations/notify/receivers.ts';
import { desk } from '../support/desk/desk.ts';

const NOTIFY = `notify:
  - slack: env:SLACK
  - heartbeat: env:PING
`;

test('notify test tells everybody, names who did not take it, and never shows an address', async () => {
  await using slack = await receivingServer();
  await using user = await desk(`  never: { dates: [{ from: 2030-01-01 }] }\n${NOTIFY}`);
  const addresses = { SLACK: slack.url, PING: `${slack.url}/secret` };
  const fine = await user.run(['notify', 'test', '--json'], addresses);
  expect([fine.code, fine.json()]).toEqual([
    0,
    {
      receivers: [
        { way: 'slack', error: null },
        { way: 'heartbeat', error: null },
      ],
    },
  ]);
  expect(JSON.parse(slack.received.find(({ method }) => method === 'POST')!.body).text).toContain(
    'This is a test',
  );
  slack.status = 404;
  const refused = await user.run(['notify', 'test'], addresses);
  expect([refused.code, refused.stdout]).toEqual([
    1,
    'not taken  slack: answered 404\nnot taken  heartbeat: answered 404\n',
  ]);
  const unset = await user.run(['notify', 'test'], { SLACK: slack.url });
  expect([unset.code, unset.stdout]).toEqual([1, expect.stringMatching(/heartbeat: .*PING.*is not set/)]);
  expect(`${refused.stdout}${refused.stderr}${unset.stdout}`).not.toContain('127.0.0.1');
});

test('run tells, when it ends, what happened in it and before; doctor says who has taken nothing', async () => {
  await using slack = await receivingServer();
  await using user = await desk(`  never: { dates: [{ from: 2030-01-01 }] }\n${NOTIFY}`);
  const addresses = { SLACK: slack.url, PING: slack.url };
  await user.run(['apply', '--yes'], addresses);
  await user.run(['pause'], addresses);
  slack.status = 503;
  await user.run(['run'], addresses);
  const doctor = await user.run(['doctor', '--json'], addresses);
  expect(doctor.json().checks).toContainEqual(
    expect.objectContaining({
      check: 'notifications',
      result: 'failed',
      message: expect.stringMatching(/^slack has taken nothing since .*: answered 503\.$/),
    }),
  );
  slack.status = 200;
  expect(slack.received).toEqual([]);
});
