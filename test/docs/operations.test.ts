/** docs/deploy.md and docs/operations.md say what serverless.yml and the functions are. */
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { closureCancelled, closureChanged, closureRequested } from '../../lib/events/schemas/incoming.ts';
import { OUTGOING } from '../../lib/events/schemas/outgoing.ts';
import { codeIn, ROOT, readPage, tableRows } from './support.ts';

type Properties = Record<string, unknown>;

const deploy = await readPage('docs/deploy.md');
const operations = await readPage('docs/operations.md');

/** CloudFormation's own tags (`!Ref`) are read as what they stand before. */
const declared = async (path: string) =>
  parse(await readFile(join(ROOT, path), 'utf8'), { logLevel: 'silent' });
const service = await declared('serverless.yml');
const stages = await declared('serverless/stages.yml');
const resources: Record<string, { Type: string; Properties: Properties }> = Object.assign(
  {},
  ...(await Promise.all(
    (
      await readdir(join(ROOT, 'serverless'))
    )
      .filter((file) => file.endsWith('.yml'))
      .map(async (file) => (await declared(`serverless/${file}`)).Resources),
  )),
);
const ofType = (type: string) =>
  Object.values(resources).flatMap(({ Type, Properties: properties }) => (Type === type ? [properties] : []));

const sources = (
  await Promise.all(
    (
      await readdir(join(ROOT, 'functions'), { recursive: true })
    )
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFile(join(ROOT, 'functions', file), 'utf8')),
  )
).join('\n');

/** What the first column of the table under a heading names, or another column. */
function named(heading: string, column = 0): string[] {
  return rowsUnder(operations.text, heading).flatMap((cells) => codeIn(cells[column] ?? ''));
}

function rowsUnder(text: string, heading: string): string[][] {
  const [, after = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  return tableRows(after.split(/^#/m)[0] ?? '');
}

test('every function of the template is introduced', () => {
  const [introduction = ''] = operations.text.split(/^## /m);
  expect(codeIn(introduction)).toEqual(expect.arrayContaining(Object.keys(service.functions)));
});

test('every alarm of the template is explained, and no other, with where it goes off', () => {
  const SIGNS: Record<string, string> = {
    GreaterThanOrEqualToThreshold: '≥',
    LessThanThreshold: '<',
  };
  const alarms = ofType('AWS::CloudWatch::Alarm').map((alarm) => {
    expect(alarm).toMatchObject({ Period: 300, EvaluationPeriods: expect.toBeOneOf([1, 12]) });
    const sign = SIGNS[alarm.ComparisonOperator as string];
    const lasting = alarm.EvaluationPeriods === 12 ? ', for an hour' : '';
    return [String(alarm.AlarmName).split('-').at(-1), `${sign} ${alarm.Threshold}${lasting}`];
  });
  expect(alarms.length).toBeGreaterThan(10);
  const told = rowsUnder(operations.text, 'Alarms').map(([name = '', at]) => [codeIn(name)[0], at]);
  expect(told.sort()).toEqual(alarms.sort());
});

test('every panel of the dashboard is explained', () => {
  const [dashboard] = ofType('AWS::CloudWatch::Dashboard');
  const { widgets } = JSON.parse(String(dashboard?.DashboardBody));
  const titles = widgets.map(({ properties }: { properties: { title: string } }) => properties.title);
  expect(named('Dashboard').filter((name) => titles.includes(name))).toEqual(titles);
  expect(rowsUnder(operations.text, 'Dashboard')).toHaveLength(titles.length);
});

test('every queue is explained', () => {
  const queues = ofType('AWS::SQS::Queue').map(({ QueueName }) =>
    String(QueueName).replace(`\${self:custom.name}`, 'partoo-closures-STAGE'),
  );
  expect(named('What lies in the queues').filter((name) => name.startsWith('partoo'))).toEqual(queues);
});

describe('what the functions write', () => {
  test('every message of their logs is explained, and no other', () => {
    const calls = sources.match(/(?<!function )\blog\(/g) ?? [];
    const messages = [...sources.matchAll(/(?<!function )\blog\([^;]*?,\s*'([^']+)'/g)].map(
      ([, text]) => text,
    );
    expect(messages).toHaveLength(calls.length);
    const told = rowsUnder(operations.text, 'Logs').map(([message = '']) => codeIn(message)[0]);
    expect(told.sort()).toEqual([...new Set(messages)].sort());
  });

  test('every metric is explained, and no other', () => {
    const calls = [...sources.matchAll(/(?<!function )\bmeasure\([^;]*;/g)].map(([call]) => call);
    const metrics = calls.flatMap((call) => call.match(/\b[A-Z]\w+(?=:)/g) ?? []);
    expect(metrics.length).toBeGreaterThan(5);
    expect(named('Metrics').sort()).toEqual(metrics.sort());
  });

  test('every code that is explained is one of ours', async () => {
    const files = (await readdir(join(ROOT, 'lib'), { recursive: true })).filter((file) =>
      file.endsWith('.ts'),
    );
    const code = await Promise.all(files.map((file) => readFile(join(ROOT, 'lib', file), 'utf8')));
    const all = [sources, ...code].join('\n');
    const told = rowsUnder(operations.text, 'Codes').map(([one = '']) => codeIn(one)[0]);
    expect(told.length).toBeGreaterThan(5);
    for (const one of told) expect.soft(all, one).toContain(`'${one}'`);
  });
});

test('every event out is explained, with its fields', () => {
  const common = ['version', 'eventId', 'organization', 'at'];
  const told = rowsUnder(operations.text, 'Events out').flatMap(([types = '', fields = '']) =>
    codeIn(types).map((type) => [type, codeIn(fields).sort()]),
  );
  const known = Object.entries(OUTGOING).map(([type, { shape }]) => [
    type,
    Object.keys(shape)
      .filter((field) => !common.includes(field))
      .sort(),
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
});

describe('deploying', () => {
  test('explains every output and every stage parameter, and no other', () => {
    const { Outputs } = service.resources.find(
      (one: unknown) => typeof one === 'object' && one !== null && 'Outputs' in one,
    );
    const outputs = rowsUnder(deploy.text, '[^\\n]*first closure').flatMap(([name = '']) => codeIn(name));
    expect(outputs.sort()).toEqual(Object.keys(Outputs).sort());
    const parameters = rowsUnder(deploy.text, 'Stage parameters').flatMap(([name = '']) => codeIn(name));
    expect(parameters.sort()).toEqual(Object.keys(stages.default).sort());
    expect(deploy.text).toContain(
      `| ${stages.default.logRetentionDays}; \`prod\`: ${stages.prod.logRetentionDays} |`,
    );
  });

  test('answers what a company asks with parameters, files and commands that there are', async () => {
    const answers = rowsUnder(deploy.text, 'What a company asks').map(([, answer = '']) => codeIn(answer));
    expect(answers.length).toBeGreaterThan(8);
    for (const word of answers.flat()) {
      // Of Terraform, CDK, AWS and its command line.
      if (/^(aws_|aws |AWS_|CfnInclude$)/.test(word) || word.startsWith('release/')) continue;
      if (word.includes('/')) await access(join(ROOT, word));
      else expect.soft(Object.keys(stages.default)).toContain(word);
    }
  });

  test('names the region and the stack as they are', () => {
    expect(service.provider.region).toContain("'eu-west-3'");
    expect(service.custom.name).toMatch(/\}partoo-closures-\$\{sls:stage\}$/);
    expect(stages.default.namePrefix).toBe('');
    expect(service.provider.stackName).toBe(`\${self:custom.name}`);
    expect(ofType('AWS::DynamoDB::Table')[0]?.TableName).toBe(`\${self:custom.name}`);
  });

  test('packages, then deploys, with the stage that it is given', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    // What follows `--` is handed to the last command.
    expect(scripts.deploy).toBe('node scripts/deploy.ts');
  });
});

describe('every event that is sent on these pages', () => {
  const SCHEMAS: Record<string, { parse(value: unknown): unknown }> = {
    'Closure Requested': closureRequested,
    'Closure Changed': closureChanged,
    'Closure Cancelled': closureCancelled,
    'Refresh Requested': { parse: (detail) => expect(detail).toEqual({ organization: 'acme' }) },
  };
  const entries = [deploy, operations].flatMap(({ text }) =>
    [...text.matchAll(/--entries '([^']+)'/g)].flatMap(([, json = '']) => JSON.parse(json)),
  );
  test('are found', () => expect(entries.length).toBeGreaterThan(2));

  test.each(entries)('$DetailType is one that is taken', ({ DetailType, Detail, EventBusName }) => {
    expect(EventBusName).toBe('partoo-closures-prod');
    SCHEMAS[DetailType]?.parse(JSON.parse(Detail));
    expect(Object.keys(SCHEMAS)).toContain(DetailType);
  });
});
