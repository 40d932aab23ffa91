import { Command, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { count } from '../../operations/words.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { act } from '../context.ts';
import { boundInWords } from '../local-times.ts';
import { laterBound, parseBound, parseFor } from '../moments.ts';

export function extendCommand(): Command {
  const command = new Command('extend')
    .summary('move the end of an ad-hoc closure or a hold')
    .description('Moves the end of an ad-hoc closure or a hold, to an earlier or a later moment.')
    .argument('<id>', 'as `close` or `hold` printed it, or as `status` shows it')
    .addOption(
      new Option('--until <moment>', "new end; a date or a time without offset is each shop's own local one")
        .argParser(parseBound)
        .conflicts('for'),
    )
    .addOption(
      new Option('--for <duration>', 'how long in all, from its beginning, such as 90m, 4h, 3d').argParser(
        parseFor,
      ),
    );
  return act<{ until?: Bound; for?: number }>(
    command,
    async ({ out, clock, organization, withDeps }, options, [id]) => {
      const until = endOf(options);
      const { answer, zone } = await withDeps(async (deps) => {
        const { changeClosure, closuresOfId } = await import('../../operations/index.ts');
        const answer = await changeClosure(deps, id!, { until }, { organization });
        const stand = await closuresOfId(deps, answer.id, organization);
        const zones = new Set(stand.map(({ listed }) => listed.timezone));
        return { answer, zone: zones.size === 1 ? [...zones][0]! : null };
      });
      if (out.json) await out.document(answer);
      const end = boundInWords(answer.until, zone, clock.now());
      const shops = count(answer.businesses, 'shop');
      if (answer.waiting) {
        out.line(`${answer.id} is now asked for until ${end}, for ${shops}, and waits for approval.`);
        out.line(
          out.paint('dim', `Decide with: partoo-closures approve ${answer.id}, or decline ${answer.id}`),
        );
        return 0;
      }
      out.line(`${answer.id} now lasts until ${end}, for ${shops}.`);
      out.line(out.paint('dim', 'It is brought about by `watch`, or at once by `run`.'));
      return 0;
    },
  );
}

function endOf({
  until,
  for: milliseconds,
}: {
  until?: Bound;
  for?: number;
}): Bound | ((from: Bound) => Bound) {
  if (until !== undefined) return until;
  if (milliseconds !== undefined) return (from) => laterBound(from, milliseconds);
  throw new UsageError('no-end', 'Nothing says until when.', 'Say --until or --for.');
}
