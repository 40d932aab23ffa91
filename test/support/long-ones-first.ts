import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long though they are short. Vitest begins with the largest, where it knows nothing of earlier runs, and
 * would end with one of these alone.
 */
const LONG = [
  'functions/holiday.e2e',
  'functions/doors.e2e',
  'simulation/demo',
  'simulation/french-retailer',
  'simulation/world',
  'http/console/browser',
  'functions/game-day.e2e',
  'package/package',
  'simulation/system',
  'upgrade/upgrade',
  'store/dynamodb',
  'cli/standard-output',
  'acceptance/processes',
  'simulation/odd',
  'functions/hanging-aws',
  'stories/host-zone',
  'calendars/zones',
  'simulation/world-stories',
  'simulation/feeds',
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
