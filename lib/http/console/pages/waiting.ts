import type { AdHocClosure } from '../../../closures/model.ts';
import {
  approveClosure,
  declineClosure,
  type ListedClosure,
  listClosures,
} from '../../../operations/index.ts';
import { Problem } from '../../problem.ts';
import { noteChange } from '../../remembered.ts';
import { actorInWords } from '../actors.ts';
import { boundInWords } from '../bounds.ts';
import { type Html, html } from '../html.ts';
import { seeOther } from '../reply.ts';
import { type ConsolePage, mayApprove, type Visit } from '../visit.ts';

/** What was asked for beyond the guard, until somebody else agrees to it or declines. */
export const waitingPage: ConsolePage = {
  method: 'GET',
  path: '/waiting',
  scope: ['read', 'approve'],
  async handle(visit) {
    const { words, deps, organization } = visit;
    const all = await listClosures(deps, { organization, ended: false });
    const waiting = all.filter(isWaiting);
    const body = html`<div class="head"><h1>${words.parts.waiting}</h1><p class="lead">${words.waiting.lead}</p></div>
${waiting.length === 0 ? html`<p class="soft">${words.waiting.none}</p>` : html`<ul class="plain lines roomy">${waiting.map((one) => line(visit, one))}</ul>`}`;
    return { title: words.parts.waiting, body, part: 'waiting', isLive: true };
  },
};

export const approveAction = decision('approve');
export const declineAction = decision('decline');

type Waits = ListedClosure & { waiting: NonNullable<ListedClosure['waiting']> };

function decision(verb: 'approve' | 'decline'): ConsolePage {
  return {
    method: 'POST',
    path: `/closures/:id/${verb}`,
    scope: 'approve',
    async handle({ deps, host, context, organization, form }) {
      const decide = verb === 'approve' ? approveClosure : declineClosure;
      const { organizations } = await decide(deps, context.req.param('id') ?? '', {
        organization,
        expect: seenAs(form.get('seen')),
      });
      await host.wake(organizations);
      noteChange(deps);
      return seeOther(context, '/waiting');
    },
  };
}

/** Nobody agrees to what has become something else since they looked. @throws Problem 409 */
function seenAs(seen: string | null): (closures: readonly AdHocClosure[]) => void {
  return (closures) => {
    if (closures.every(({ waiting }) => waiting === undefined || String(waiting.at) === seen)) return;
    throw new Problem(409, { code: 'changed' });
  };
}

function line(visit: Visit, one: Waits): Html {
  const { words } = visit;
  const { id, kind, reason, businesses, organization } = one;
  const title = reason ?? (kind === 'hold' ? words.closure.hold : words.closure.closure);
  return html`<li><div class="row"><h2><a href="/closures/${encodeURIComponent(id)}">${title}</a></h2><span>${words.shops(businesses)}</span>${visit.areSeveral && html`<span class="soft">${organization}</span>`}</div>
${whatWaits(visit, one)}
${buttons(visit, one)}</li>
`;
}

/** What is asked for of a closure, from when until when it would be then, and by whom. */
export function whatWaits(visit: Visit, one: Waits): Html {
  const { words, times } = visit;
  const said = words.waiting;
  const { timezone, waiting } = one;
  const by = waiting.by.map((actor) => actorInWords(actor, words)).join(', ');
  return html`<div>${said.kinds[waiting.kind]} <span class="soft">${said.beyond[waiting.beyond]}</span></div>
<div>${boundInWords(visit, waiting.from ?? one.from, timezone)} – ${boundInWords(visit, waiting.until === undefined ? one.until : waiting.until, timezone)}</div>
${textOf(one)}
<div class="soft">${words.closure.facts.by} ${by}, ${times.moment(waiting.at, times.home)}</div>`;
}

export const isWaiting = (one: ListedClosure): one is Waits => one.waiting !== null;

/** Words of its own; what is prepared stands in closures.yml. */
function textOf(one: Waits): Html | null {
  const [shown] = [one.waiting, one].flatMap((said) => ('text' in said ? [said.text] : []));
  return shown === undefined ? null : html`<blockquote>${shown}</blockquote>`;
}

function buttons(visit: Visit, { id, waiting }: Waits): Html | null {
  if (!mayApprove(visit)) return null;
  const { words, signedIn } = visit;
  if (waiting.by.includes(`token:${signedIn.token.name}`))
    return html`<p class="soft">${words.waiting.own}</p>`;
  const button = (verb: 'approve' | 'decline', look: string) =>
    html`<form method="post" action="/closures/${encodeURIComponent(id)}/${verb}"><input type="hidden" name="csrf" value="${signedIn.csrf}"><input type="hidden" name="seen" value="${Date.parse(waiting.at)}"><button type="submit" class="${look}">${words.waiting[verb]}</button></form>`;
  return html`<div class="row">${button('approve', '')}${button('decline', 'second')}</div>`;
}
