import type { Mutant } from '../mutant.ts';

/** Bugs in closures that stand in the weekly hours ahead of time, in templates, and in special hours. */
export const STAGED: readonly Mutant[] = [
  {
    name: 'grid ends a minute early',
    rule: 'staged',
    file: 'lib/closures/staged/grid.ts',
    code: 'const end = until === DAY_MINUTES ? LAST_MINUTE : until === LAST_MINUTE ? until - 1 : until;',
    bug: 'const end = Math.min(until, LAST_MINUTE - 1);',
    harm: 'The last minute of a day counts as closed.',
  },
  {
    name: 'windows beyond midnight lost',
    rule: 'staged',
    file: 'lib/closures/opening/windows.ts',
    code: 'Math.max(localDay(from, zone) - 1, sinceDay)',
    bug: 'Math.max(localDay(from, zone), sinceDay)',
    harm: 'What of a window lies past midnight is not open when a closure has ended there.',
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
    file: 'lib/reconcile/situation/marks.ts',
    code: 'const own = ownChatHours(baseline);',
    bug: 'const own = ownChatHours(record.last?.settings ?? baseline);',
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
