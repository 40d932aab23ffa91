import { expect, test, vi } from 'vitest';
import { bare } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const COMMANDS = [
  'calendar',
  'check',
  'plan',
  'apply',
  'run',
  'watch',
  'close',
  'closures',
  'completion',
  'extend',
  'reopen',
  'approve',
  'backup',
  'decline',
  'hold',
  'status',
  'history',
  'explain',
  'restore',
  'pause',
  'resume',
  'release',
  'templates',
  'token',
  'webhooks',
  'notify',
  'feeds',
  'holidays',
  'sandbox',
  'simulate',
  'doctor',
  'init',
];

test('help lists every command', async () => {
  const { code, stdout, stderr } = await bare(['--help']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  const listed = stdout.split('\n').flatMap((line) => /^ {2}([a-z]+)[ [<]/.exec(line)?.[1] ?? []);
  expect(listed.toSorted()).toEqual([...COMMANDS, 'help'].toSorted());
});

test.concurrent.each([...COMMANDS.map((name) => [name]), ['templates', 'set']])(
  '%s %s has help with the options everywhere',
  async (...words) => {
    const { code, stdout, stderr } = await bare([...words, '--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain(`Usage: partoo-closures ${words.join(' ')} [options]`);
    for (const option of ['--config', '--store', '--json', '--organization', '--help'])
      expect(stdout).toContain(option);
  },
);

test.concurrent.each([
  [['paln'], "Unknown command 'paln'", 'Did you mean plan?'],
  [['plan', '--summry'], "Unknown option '--summry'", 'Did you mean --summary?'],
  [['plan', 'everything'], 'Too many arguments', ''],
  [['templates', 'sett', 'x'], 'Too many arguments', ''],
  [['extend', '--until', '2026-12-25'], "Missing required argument 'id'", ''],
  [['extend', 'x'], 'Nothing says until when', 'Say'],
  [['run', '--at', '2026-12-25'], 'Write an instant with its offset', '2026-12-25T07:00:00Z'],
  [['plan', '--from', 'tomorrow'], 'Write 2026-12-25, 2026-12-25T08:00', ''],
  [['plan', '--from', '2026-02-30'], 'Write 2026-12-25', ''],
  [['close', '--all', '--for', '3x'], 'Write how long: 90m, 4h, 3d or 2w', ''],
  [['close', '--all', '--for', '3d', '--until', '2026-12-25'], 'cannot be used with', ''],
  [['close', '--all', '--codes', 'ST-1'], 'cannot be used with', ''],
  [['close', '--codes', 'ST-1,'], 'An entry of the list is empty', ''],
  [['close', '--countries', 'France'], 'Write codes such as FR', ''],
  [['history', '--limit', '0'], 'Write a whole number', ''],
  [['sandbox', '--port', 'x'], 'Write a whole number from 0 to 65535', ''],
  [['run', '--store', 'postgres:db'], 'names no store', 'sqlite:PATH'],
  [['holidays', 'UK'], 'did you mean GB?', ''],
  [['simulate', '--demo', '--inject', 'rain'], 'There is no fault "rain"', 'lost-restore'],
])('a wrong call ends with 2 and the remedy: %j', async (args, message, remedy) => {
  const { code, stdout, stderr } = await bare(args);
  expect(stderr).toContain(message);
  expect(stderr).toContain(remedy);
  expect(code).toBe(2);
  expect(stdout).toBe('');
});

test('without a command help is shown, and the call counts as wrong', async () => {
  const { code, stderr } = await bare([]);
  expect(code).toBe(2);
  expect(stderr).toContain('Usage: partoo-closures');
});

test('with --json an error is the one document on standard output, and text on standard error', async () => {
  const { code, stderr, json } = await bare(['plan', '--frm', '2026-12-25', '--json']);
  expect(code).toBe(2);
  expect(json()).toEqual({ error: { code: 'unknown-option', message: expect.stringContaining('--from') } });
  expect(stderr).toContain("Unknown option '--frm'");
});

test('without a configuration the error names the file and what to do', async () => {
  const { code, stderr, json } = await bare(['check', '--json']);
  expect(code).toBe(2);
  expect(stderr).toContain('closures.yml: there is no such file');
  expect(json().error.code).toBe('config');
});

test.concurrent.each(['run', 'status', 'watch', 'pause'])(
  '%s says that nothing was applied yet, in which store',
  async (command) => {
    const { code, stderr } = await bare([command]);
    expect(code).toBe(2);
    expect(stderr).toContain('partoo-closures apply');
    // Where it is another than is meant, applying would begin anew beside what shops had.
    expect(stderr).toMatch(/applied yet in sqlite:\/.+\/\.partoo-closures\/state\.db\./);
    expect(stderr).toContain('--store');
  },
);
