import type { FeedStatus, StatusReport } from '../../operations/index.ts';
import { actorInWords } from './actors.ts';
import { type Html, html } from './html.ts';
import { oddTemplates } from './templates.ts';
import type { Visit } from './visit.ts';

/** What holds up or endangers what is planned, until it is over (design rule 26). */
export function notices(
  visit: Visit,
  { pauses, waiting, approvals, heldDates, feeds, templates }: StatusReport,
): (Html | false)[] {
  const { words, times, areSeveral } = visit;
  const odd = oddTemplates(templates).length;
  const of = (organization: string) => (areSeveral ? ` (${organization})` : '');
  return [
    ...pauses.map(({ organization, since, by }) => {
      const when = since === null ? '' : times.text(since, times.home);
      const who = by === null ? '' : actorInWords(by, words);
      return notice(`${words.now.paused(who, when)}${of(organization)}`, words.now.pausedHint);
    }),
    ...waiting.map(({ organization, until }) =>
      notice(`${words.now.silent(times.text(until, times.home))}${of(organization)}`, null),
    ),
    approvals.length > 0 &&
      html`<div class="notice" role="status"><strong>${words.now.approvals(approvals.length)}</strong><a href="/waiting">${words.parts.waiting}</a></div>
`,
    ...heldDates.map(({ organization, closing, reopening, rules }) =>
      notice(
        `${words.now.heldDates(rules.join(', '), closing, reopening)}${of(organization)}`,
        words.now.heldDatesHint,
      ),
    ),
    ...feeds.map((feed) => feedNotice(visit, feed)),
    odd > 0 &&
      html`<div class="notice" role="status"><strong>${words.now.templates(odd)}</strong><a href="/rules#templates">${words.parts.rules}</a></div>
`,
  ];
}

function feedNotice({ words }: Visit, { rule, heldBack }: FeedStatus): Html {
  if (heldBack === null) return notice(words.now.feedFails(rule), words.now.feedFailsHint);
  return notice(words.now.feedHeld(rule, heldBack.coming, heldBack.comingBefore), words.now.feedHeldHint);
}

function notice(says: string, hint: string | null): Html {
  return html`<div class="notice" role="status"><strong>${says}</strong>${hint && html`<span class="soft">${hint}</span>`}</div>
`;
}
