import { expect, test, vi } from 'vitest';
import { closedNow, day, desk } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const SOME = 'scope: { codes: [ST-00001, ST-00002] }, ';

test('status leads with a sentence, then says what is not, then a line for each closure', async () => {
  await using user = await desk(closedNow('stock-taking', SOME));
  await user.run(['apply', '--yes']);
  user.sandbox.setFaults({
    script: [
      {
        match: { method: 'POST', path: '/messaging/settings', business: [idOf('ST-00002')] },
        fault: 'forbidden' as const,
      },
    ],
  });
  function idOf(code: string): string {
    return user.sandbox.businesses.find(({ business }) => business.code === code)!.business.id;
  }
  await user.run(['run']);
  const lines = (await user.run(['status'])).stdout.split('\n');
  expect(lines[0]).toBe('11 shops are as they should be, 1 is not.');
  expect(lines.slice(1).join('\n')).toMatch(
    /ST-00002 [^\n]* failing +stock-taking [^\n]*\n {4}.*403.*tried 1 time/s,
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^stock-taking +1 +closed +\d+ \w{3} 00:00 Europe\/Paris$/),
  );
  const summary = await user.run(['status', '--summary', '--json']);
  expect(summary.json()).toMatchObject({
    paused: null,
    summary: { businesses: 12, asExpected: 11 },
    businesses: [],
  });
  const closed = await user.run(['status', '--state', 'closed', '--json']);
  expect(closed.json().businesses.map(({ code }) => code)).toEqual(['ST-00001']);
  expect((await user.run(['status', '--codes', 'ST-00001'])).stdout).toMatch(
    /^1 shop is as it should be\.\n\nshop .*\nST-00001 .* closed +stock-taking/,
  );
});

test('a pause shows first in status, plan, run and watch, with whoever asked for it', async () => {
  await using user = await desk(closedNow('stock-taking', SOME));
  const PARTOO_CLOSURES_ACTOR = 'Ana (operations)';
  const applied = await user.run(['apply', '--yes'], { PARTOO_CLOSURES_ACTOR });
  expect(applied.stdout).toMatch(/^acme .* \d+ \w{3} \d\d:\d\d(:\d\d)? UTC$/m);
  await user.run(['pause'], { PARTOO_CLOSURES_ACTOR });
  const by = 'by Ana (operations) (command)';
  expect((await user.run(['status'])).stdout).toMatch(
    /^paused {2}acme: writing is paused since \d+ \w{3} \d\d:\d\d UTC by\s+Ana \(operations\) \(command\);/,
  );
  expect((await user.run(['status', '--json'])).json()).toMatchObject({
    paused: { by: `command:${PARTOO_CLOSURES_ACTOR}` },
  });
  expect((await user.run(['plan'])).stdout).toMatch(
    /^Writing is paused for "acme" since \d+ \w{3} \d\d:\d\d UTC by Ana/,
  );
  expect((await user.run(['plan', '--json'])).json().warnings[0]).toMatchObject({ code: 'paused' });
  const paused = await user.run(['run']);
  expect(paused.stderr).toMatch(/paused for "acme" since \d+ \w{3} \d\d:\d\d UTC by Ana \(/);
  expect(paused.stdout).toContain('Writing is paused: whatever is due waits for `resume`.');
  expect(paused.stdout).not.toContain('as it should be');
  const watching = user.start(['watch']);
  await watching.says(by);
  await user.run(['resume']);
  await watching.says('acme: writing goes on.');
  watching.kill('SIGTERM');
  await watching.finished;
});

test('history as a spreadsheet reads it, with nothing that it would take for a formula', async () => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  await user.run(['apply', '--yes']);
  const reason = '=HYPERLINK("http://x","y"), ok';
  const { id } = (await user.run(['close', '--codes', 'ST-00002', '--reason', reason, '--json'])).json();
  await user.run(['run']);
  await user.run(['extend', id, '--until', day(3)]);
  await user.run(['reopen', id], { PARTOO_CLOSURES_ACTOR: '=cmd' });
  const rows = (await user.run(['history', '--csv'])).stdout.split('\r\n');
  expect(rows[0]).toBe('at,organization,business,code,action,reason,actor');
  expect(rows.slice(1, -1).map((row) => row.split(',')[4])).toEqual([
    ...['reopen', 'extend', 'close', 'close', 'apply'],
  ]);
  expect(rows[1]).toMatch(/,command:=cmd$/);
  expect(rows[3]).toContain(`"ad-hoc:${id}: =HYPERLINK(""http://x"",""y""), ok"`);
  const { entries } = (await user.run(['history', '--json'])).json();
  expect(entries[3]).toMatchObject({ action: 'close', actor: 'command:tester', business: null });
  expect(entries[4]).toMatchObject({ action: 'apply', reason: 'added never' });
});

test('an actor that history could not show is refused, and nothing is changed', async () => {
  await using user = await desk('  never: { dates: [{ from: 2030-01-01 }] }\n');
  const { code, stderr } = await user.run(['pause'], { PARTOO_CLOSURES_ACTOR: 'a\u001bb' });
  expect(code).toBe(2);
  expect(stderr).toContain('PARTOO_CLOSURES_ACTOR has the control character U+001B');
});
