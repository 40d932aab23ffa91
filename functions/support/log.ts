import { realClock } from '../../lib/clock.ts';
import { cutShort } from './errors.ts';

/** What a line may say: numbers, names and codes. Never a key, never the text of a message. */
export type Fields = Record<string, string | number | boolean | null | undefined>;
/** From the least to the most urgent. */
export const LEVELS = ['info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** Fields that every line of this invocation carries, so that a pass can be followed. */
let correlation: Fields = {};

export function correlate(fields: Fields): void {
  correlation = fields;
}

/** The least that is written. */
let least: Level = 'info';

/** Leaves out what is less urgent from now on. Metrics are written whatever it is: alarms stand on them. */
export function logFrom(level: Level): void {
  least = level;
}

/** One line of JSON on standard output, which CloudWatch takes as one record. */
export function log(level: Level, message: string, fields: Fields = {}): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
  write({ level, message, ...correlation, ...fields, time: new Date(realClock.now()).toISOString() });
}

/** Every metric there is; alarms and the dashboard of the template name these, which a test holds together. @internal */
export const METRICS = [
  'TickSucceeded',
  'OrganizationsDue',
  'Reads',
  'Writes',
  'ResultsFailed',
  'EventsTold',
  'BusinessesFailing',
  'LongestFailureMinutes',
  'ClosuresLate',
  'PassesDeferred',
  'PassesPaused',
  'KeysEnding',
  'PassesCrowded',
] as const;
type Metrics = Partial<Record<(typeof METRICS)[number], number>>;
/** @internal */
export const NAMESPACE = 'partoo-closures';
/** Each has this one, with the deployment's stage: what an alarm names must be all that a metric has. @internal */
export const DIMENSION = 'Stage';

/**
 * Metrics in CloudWatch's embedded format: a line of the log that CloudWatch counts, with no request of its own and 13 ms
 * less of a cold start than a library for it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function measure(stage: string, metrics: Metrics, fields: Fields = {}): void {
  write({
    _aws: {
      Timestamp: realClock.now(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [[DIMENSION]],
          Metrics: Object.keys(metrics).map((Name) => ({ Name })),
        },
      ],
    },
    [DIMENSION]: stage,
    ...correlation,
    ...fields,
    ...metrics,
  });
}

/** Characters of one field; what somebody sends in may stand in a reason, and CloudWatch takes 256 KB a line. */
const LONGEST_FACT = 2_000;

function write(line: object): void {
  const cut = (_name: string, value: unknown) =>
    typeof value === 'string' ? cutShort(value, LONGEST_FACT) : value;
  process.stdout.write(`${JSON.stringify(line, cut)}\n`);
}
