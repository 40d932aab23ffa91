import type { Mutant } from '../mutant.ts';

/** Bugs in closures that stand in the weekly hours ahead of time, in templates, and in special hours. */
export const STAGED: readonly Mutant[] = [
  {
    name: 'grid ends a minute early',
    rule: 'staged',
    file: 'lib/closures/staged/grid.ts',
    code: 'const until = to === LAST_MINUTE ? DAY_MINUTES : to;',
    bug: 'const until = to;',
    harm: 'The last minute of a day counts as closed.',
  },
  {
    name: 'windows beyond midnight lost',
    rule: 'staged',
    file: 'lib/closures/staged/grid.ts',
    code: 'return within(spansOf([...spans, ...moved(beyond, -WEEK_MINUTES)]), 0, WEEK_MINUTES);',
    bug: 'return within(spansOf([...spans, ...beyond]), 0, WEEK_MINUTES);',
    harm: 'What of Sunday lies past midnight is not open.',
  },
  {
    name: 'own hours not trimmed',
    rule: 'staged',
    file: 'lib/closures/staged/closures-ahead.ts',
    code: "if (hours === 'closed') return [];",
    bug: "if (hours === 'closed' && end - start > 86_400_000) return [];",
    harm: 'A closure of an afternoon takes nothing of the hours.',
  },
  {
    name: 'grid written when it likes',
    rule: 'staged',
    file: 'lib/closures/staged/staged.ts',
    code: 'const isDue = next !== null && next.from <= at;',
    bug: 'const isDue = next !== null;',
    harm: 'Hours for the week after next stand in the week that comes.',
  },
  {
    name: 'grid left in place',
    rule: 'staged',
    file: 'lib/closures/staged/staged.ts',
    code: '  if (isOwn) return own(outlook);',
    bug: '',
    harm: 'After a closure the hours go back as we spell them, and not as they were.',
  },
  {
    name: 'own hours from the grid',
    rule: 'staged',
    file: 'lib/reconcile/situation/hours-in-place.ts',
    code: 'if (mark?.ownHours === undefined) return hoursOf(business);',
    bug: 'if (mark !== undefined || business) return hoursOf(business);',
    harm: 'What is in place is taken for what a shop has without us.',
  },
  {
    name: 'exceptional openings ignored',
    rule: 8,
    file: 'lib/closures/precedence.ts',
    code: 'Number(isOpening(b)) - Number(isOpening(a)) ||',
    bug: 'Number(isOpening(a)) - Number(isOpening(b)) ||',
    harm: 'A Sunday on which a shop opens by its special hours stays closed.',
  },
  {
    name: 'template of the lower rule',
    rule: 8,
    file: 'lib/closures/templates/swaps.ts',
    code: 'const [winner] = [...standing].sort(byPrecedence);',
    bug: 'const [winner] = [...standing].sort((a, b) => byPrecedence(b, a));',
    harm: 'Of two rules the lower one says what a template holds.',
  },
];
