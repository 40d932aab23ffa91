import { plain } from '../operations/plain.ts';
import type { PlanChange } from '../operations/plan-changes.ts';
import { count } from '../operations/words.ts';
import { shortMoment } from '../short-times.ts';
import type { Output } from './output.ts';
import { wrapped } from './wrap.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const COLOURS = { added: 'green', removed: 'red', changed: 'yellow' } as const;

/** A plan as a difference against what is applied. */
export function printChanges(
  out: Output,
  changes: readonly PlanChange[],
  { from, to }: { from: string; to: string },
): void {
  out.line(out.paint('dim', `${shortMoment(from)} to ${shortMoment(to)}, against what is applied`));
  if (changes.length === 0) {
    out.line('Nothing changes.');
    return;
  }
  for (const one of changes) printChange(out, one);
  out.line();
  const of = (change: PlanChange['change']) => changes.filter((one) => one.change === change).length;
  out.line(`${of('added')} added, ${of('removed')} removed, ${of('changed')} changed.`);
}

function printChange(out: Output, one: PlanChange): void {
  const { change, rule, name, kind, start, end, businesses, codes } = one;
  const until = end === null ? 'further notice' : shortMoment(end);
  const more = businesses > codes.length ? ` +${businesses - codes.length}` : '';
  const called = name === rule ? rule : `${rule}: ${name}`;
  const said = `${SIGNS[change]} ${shortMoment(start)} to ${until}  ${plain(called)}, ${kind}, ${count(businesses, 'shop')}`;
  out.line(`${out.paint(COLOURS[change], said)} ${out.paint('dim', `(${plain(codes.join(' '))}${more})`)}`);
  if (one.text === undefined) return;
  for (const [sign, text] of [
    ['-', one.textBefore],
    ['+', one.text],
  ] as const)
    for (const line of wrapped(`${sign} ${plain(text ?? 'its own text')}`, out.width, '    ')) out.line(line);
}
