/** Parameters of a stage that are worked into the compiled template; `stages.yml` has the others too, and says what each is. */
import * as z from 'zod';

const arn = (service: string, what: string) =>
  z
    .string()
    .regex(
      new RegExp(`^arn:aws[a-z-]*:${service}:.+$`),
      `has to be the ARN of ${what}, arn:aws:${service}:…`,
    );

/** What `--param="name=value"` gives is text, whatever the parameter is. */
const list = (each: z.ZodType<string>) => z.preprocess(splitAtCommas, z.array(each).max(50));
const map = <T>(each: z.ZodType<T>) => z.preprocess(namesAndValues, z.record(z.string(), each));
const flag = z.preprocess(
  (value) => ({ true: true, false: false })[String(value)],
  z.boolean('has to be true or false'),
);
const optional = <T extends z.ZodType<string>>(one: T) => z.union([z.literal(''), one]);

const parametersSchema = z
  .strictObject({
    logLevel: z.enum(['info', 'warn', 'error']),
    deletionProtection: flag,
    http: flag,
    notify: flag,
    notifyTopicArns: list(arn('sns', 'a topic')),
    // AWS' own bounds: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    tags: map(z.coerce.string().max(256)),
    permissionsBoundary: optional(arn('iam', 'a policy')),
    rolePath: z.string().regex(/^\/([\w+=,.@-]+\/)*$/, 'has to begin and end with a slash, as /teams/web/'),
    subnetIds: list(z.string().regex(/^subnet-\w+$/, 'has to be ids of subnets, subnet-…')),
    securityGroupIds: list(z.string().regex(/^sg-\w+$/, 'has to be ids of security groups, sg-…')),
    kmsKeyArn: optional(arn('kms', 'a key')),
    secretsKmsKeyArn: optional(arn('kms', 'a key')),
    alarmTopicArn: optional(arn('sns', 'a topic')),
    tableName: z.string().regex(/^[\w.-]{0,255}$/, 'has to be the name of a table, not its ARN'),
    busName: z.string().regex(/^[\w./-]{0,256}$/, 'has to be the name of a bus, not its ARN'),
    deploymentBucket: z.string().regex(/^[a-z0-9.-]{0,63}$/, 'has to be the name of a bucket'),
    deploymentRole: optional(arn('iam', 'a role')),
    reservedConcurrency: map(z.coerce.number().int().min(1).max(10_000)),
    senderAccounts: list(
      z.coerce.string().regex(/^\d{12}$/, 'has to be ids of accounts, twelve digits each, quoted'),
    ),
    senderOrganization: optional(
      z.string().regex(/^o-[a-z0-9]{10,32}$/, 'has to be the id of an organization, o-…'),
    ),
    eventSources: list(z.string().min(1).max(256)),
  })
  .refine(({ subnetIds, securityGroupIds }) => (subnetIds.length === 0) === (securityGroupIds.length === 0), {
    message: 'subnets and security groups go together: give both, or neither',
    path: ['securityGroupIds'],
  });

export type Parameters = z.infer<typeof parametersSchema>;

/** @throws an Error that names every parameter that does not fit, and how it would */
export function readParameters(value: unknown): Parameters {
  const read = parametersSchema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(
    `The stage's parameters do not fit (serverless/stages.yml, --param):\n${faults.join('\n')}`,
  );
}

function splitAtCommas(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function namesAndValues(value: unknown): unknown {
  const pairs = splitAtCommas(value);
  return Array.isArray(pairs) && typeof value === 'string'
    ? Object.fromEntries(
        pairs.map((pair: string) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]),
      )
    : value;
}
