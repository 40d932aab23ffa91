import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long though they are short. Vitest begins with the largest, where it knows nothing of earlier runs, and
 * would end with one of these alone. Those that mostly wait (deployments, AWS that does not answer) stand apart from one
 * another: beside each the processors have work.
 */
const LONG = [
  'functions/holiday.e2e',
  'simulation/demo',
  'simulation/world',
  'simulation/french-retailer',
  'functions/broken-off.e2e',
  'http/console/browser',
  'simulation/system',
  'upgrade/upgrade',
  'package/package',
  'reconcile/pass/idle',
  'functions/doors.e2e',
  'store/dynamodb',
  'reconcile/pass/waves',
  'cli/standard-output',
  'functions/game-day.e2e',
  'acceptance/processes',
  'simulation/world-stories',
  'simulation/odd',
  'functions/hanging-aws',
  'stories/host-zone',
  'calendars/zones',
  'functions/restored-table.e2e',
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
