import type { Instant } from '../../../clock.ts';
import type { Desired } from '../../../closures/desired.ts';
import { isNotCarriedOut } from '../../../closures/not-carried-out.ts';
import { type BusinessRecord, isUnsettled, newRecord, overlayKeyInPlace } from '../../../closures/record.ts';
import { templateName, titleIn } from '../../../closures/templates/names.ts';
import { RecordError } from '../../../store/errors.ts';
import { DRIFT_MILLISECONDS } from '../../situation/check-at.ts';
import { SwappedTemplates } from '../../situation/swapped-templates.ts';
import type { PassState } from '../pass-state.ts';
import { lookAt } from './template-state.ts';

/** A template to look at. */
export interface DueTemplate {
  name: string;
  title: string;
  record: BusinessRecord;
  desiredFor(override: Instant | null): Desired;
  /** What is wanted differs from what is in place, or it is not known yet what came of it: no mere second look. */
  isMissed: boolean;
}

/** Whose record cannot be read: it is told, and left alone. */
interface Unreadable {
  name: string;
  error: RecordError;
}

interface Due {
  due: DueTemplate[];
  unreadable: Unreadable[];
  /** They could not be swapped, and nothing asks for it any more: what fails is over. */
  over: BusinessRecord[];
}

/** The templates that a pass has to look at now. */
export function dueTemplates(pass: PassState): Due {
  const { outlook, templates, only, everyTemplate } = pass;
  const swapped = new SwappedTemplates(outlook.situation, pass.at());
  const undecided = swapped.undecided;
  const names = new Set([...swapped.titles.map(templateName), ...templates.records.keys()]);
  const found: Due = { due: [], unreadable: [], over: [] };
  for (const name of names) {
    const title = titleIn(name);
    if (title === null || undecided.has(title) || !(everyTemplate || only?.has(name))) continue;
    const known = templates.records.get(name);
    if (known === null) {
      if (!templates.done.has(name)) found.unreadable.push({ name, error: new RecordError(name) });
    } else {
      const record = known ?? newRecord(name, null);
      const one = {
        name,
        title,
        record,
        desiredFor: (override: Instant | null) => swapped.desired(title, override),
      };
      const isMissed = isToChange(one);
      if (isOver(one)) found.over.push({ ...record, failing: null });
      else if (isDue(pass, one, isMissed))
        found.due.push({ ...one, isMissed: isMissed || isUnsettled(record) });
    }
  }
  return found;
}

type Asked = Omit<DueTemplate, 'isMissed'>;

function isToChange({ record, desiredFor }: Asked): boolean {
  const { overlayKey } = desiredFor(record.override);
  return overlayKey !== overlayKeyInPlace(record) && overlayKey !== record.standsFor;
}

function isOver({ record, desiredFor }: Asked): boolean {
  const isIdle = record.inPlace === null && !isUnsettled(record) && record.restoring.length === 0;
  return record.failing !== null && isIdle && desiredFor(record.override).overlayKey === '';
}

function isDue(pass: PassState, one: Asked, isMissed: boolean): boolean {
  const { deps, templates, eager } = pass;
  const { name, record, desiredFor } = one;
  const now = deps.clock.now();
  const awaited = templates.awaited.get(name);
  if (awaited) return awaited.lookAt <= now;
  if (templates.done.get(name) === desiredFor(record.override).overlayKey) return false;
  const isOpen = record.failing !== null || isUnsettled(record) || record.restoring.length > 0;
  if (lookAt(record) <= now || (isOpen && eager)) return true;
  if (isMissed) return record.failing === null || isNotCarriedOut(record);
  return record.inPlace !== null && isOfAnotherTime(record, pass.at());
}

/** Under `run --at` checks are due in decision time. */
function isOfAnotherTime({ seenDecidedAt }: BusinessRecord, at: Instant): boolean {
  return seenDecidedAt !== null && Math.abs(at - seenDecidedAt) >= DRIFT_MILLISECONDS;
}
