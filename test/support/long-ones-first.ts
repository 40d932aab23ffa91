import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long though they are short. Vitest begins with the largest, where it knows nothing of earlier runs, and
 * would end with one of these alone.
 */
const LONG = [
  'functions/holiday.e2e',
  'functions/doors.e2e',
  'acceptance/processes',
  'simulation/demo',
  'simulation/system',
  'simulation/odd',
  'simulation/french-retailer',
  'upgrade/upgrade',
  'functions/hanging-aws',
  'cli/standard-output',
  'calendars/zones',
  'stories/host-zone',
  'package/package',
];

/** Long files first, in this order; the others as vitest has them. */
export class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return index < 0 ? LONG.length : index;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
