import { Command } from 'commander';
import type { FeedStatus } from '../../operations/index.ts';
import { plain } from '../../operations/plain.ts';
import { count } from '../../operations/words.ts';
import { offsetMoment } from '../../short-times.ts';
import { act } from '../context.ts';
import type { Output } from '../output.ts';
import { printTable } from '../table.ts';

export function feedsCommand(): Command {
  const command = new Command('feeds')
    .summary('calendars and sheets that are kept elsewhere, and what is held back of them')
    .description(
      'Shows each feed with its last success, its events, and what is held back because most of what lay ahead is gone from it. Reads what is remembered; asks nobody.',
    );
  act(command, async ({ out, withDeps, organization }) => {
    const feeds = await withDeps(async (deps) => {
      const { listFeeds } = await import('../../operations/index.ts');
      return listFeeds(deps, organization);
    });
    if (out.json) await out.document({ feeds });
    print(out, feeds);
    return 0;
  });
  return command.addCommand(acceptCommand());
}

function acceptCommand(): Command {
  const command = new Command('accept')
    .summary('takes what is held back of the feed of a rule')
    .description(
      'Takes what is held back of the feed of a rule: the occurrences that are gone from it no longer close.',
    )
    .argument('<rule>', 'the name of the rule');
  return act(command, async ({ out, withDeps, organization }, _options, [rule]) => {
    const feeds = await withDeps(async (deps) => {
      const { acceptFeed } = await import('../../operations/index.ts');
      return acceptFeed(deps, rule as string, organization);
    });
    if (out.json) await out.document({ feeds });
    for (const { organization: id, events } of feeds)
      out.line(
        `${out.paint('green', 'accepted')}  ${id} ${plain(rule as string)}: ${count(events, 'event')} in force`,
      );
    return 0;
  });
}

function print(out: Output, feeds: readonly FeedStatus[]): void {
  if (feeds.length === 0) {
    out.line('No rule has a feed.');
    return;
  }
  printTable(
    out,
    [
      { header: 'organization' },
      { header: 'rule', gives: true, paint: () => 'cyan' },
      { header: 'source', gives: true },
      { header: 'last success' },
      { header: 'events', align: 'right' },
      { header: 'remarks', gives: true },
    ],
    feeds.map((feed) => [
      feed.organization,
      feed.rule,
      plain(feed.source),
      feed.lastSuccess === null ? 'never' : offsetMoment(feed.lastSuccess),
      String(feed.events),
      remarks(feed),
    ]),
  );
  const held = feeds.find(({ heldBack }) => heldBack !== null);
  if (held)
    out.line(
      out.paint('dim', `Take what is held back: partoo-closures feeds accept ${JSON.stringify(held.rule)}`),
    );
}

function remarks({ lastError, heldBack, setAside }: FeedStatus): string {
  const parts = lastError === null ? [] : [plain(lastError)];
  if (heldBack !== null)
    parts.push(`held back: ${heldBack.coming} of ${heldBack.comingBefore} coming occurrences left`);
  if (setAside !== null) parts.push(...eventsSetAside(setAside));
  return parts.join('; ');
}

const MOST_SHOWN = 3;

/** The first events that were set aside, and how many more there are. */
function eventsSetAside({ count: all, entries }: NonNullable<FeedStatus['setAside']>): string[] {
  const shown = entries.slice(0, MOST_SHOWN).map(({ which, uid, why, keepsLast }) => {
    const name = uid === '' ? which : `${which} (${uid})`;
    return plain(`${name} is set aside: ${why}${keepsLast ? '; it keeps its last good occurrences' : ''}`);
  });
  return all > shown.length ? [...shown, `${all - shown.length} more events are set aside`] : shown;
}
