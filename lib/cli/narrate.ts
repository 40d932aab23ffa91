import { plain } from '../operations/plain.ts';
import { count } from '../operations/words.ts';
import type { Happening } from '../reconcile/pass/deps.ts';
import { moment } from '../short-times.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';

/** Turns what the use cases tell into progress and alerts on standard error. */
export function narrate(out: Output, progress: Progress): (happening: Happening) => void {
  const alerted = new Set<string>();
  return (happening) => {
    const { organization } = happening;
    switch (happening.kind) {
      case 'refreshing':
        return progress.update(`${organization}: ${count(happening.businesses, 'shop')} listed`);
      case 'waiting':
        return progress.update(
          `${organization}: waiting until ${moment(happening.until)} (${happening.why})`,
        );
      case 'wave':
        return progress.update(
          `${organization}: ${happening.done} done, ${happening.left} written and to be seen at Partoo`,
        );
      case 'alert': {
        // Watching for weeks must not fill a log with the same sentence.
        if (alerted.has(happening.message)) return;
        alerted.add(happening.message);
        return progress.note(`${out.paintNote('yellow', '!')} ${organization}: ${plain(happening.message)}`);
      }
    }
  };
}
