import { randomBytes } from 'node:crypto';
import type { Config } from '../../../config/model.ts';
import { type ClosurePreview, previewClosure } from '../../../operations/ad-hoc/preview-closure.ts';
import { appliedConfig, requestClosure } from '../../../operations/index.ts';
import { isBeyondGuard } from '../../../reconcile/situation/beyond-guard.ts';
import { problemOf } from '../../problem.ts';
import { noteChange, statusNow } from '../../remembered.ts';
import { type ClosureFields, fieldsOf, requestOf } from '../closure-form.ts';
import { faultOf } from '../error-page.ts';
import { type FaultyField, fieldOf, formFields } from '../form-fields.ts';
import { type Html, html } from '../html.ts';
import { previewed } from '../preview.ts';
import { seeOther } from '../reply.ts';
import type { ConsolePage, Page, Visit } from '../visit.ts';

const MOST_SHOPS = 2_000;

/** Where shops are closed at once, or kept open: nothing happens before people have seen what would. */
export const closePage: ConsolePage = {
  method: 'GET',
  path: '/close',
  scope: 'operate',
  async handle(visit) {
    const { searchParams } = new URL(visit.context.req.url);
    const form = new URLSearchParams({ key: randomBytes(6).toString('hex') });
    for (const name of ['hold', 'until'])
      if (searchParams.has(name)) form.set(name, searchParams.get(name) ?? '');
    form.set('codes', (await chosen(visit, searchParams.getAll('shop'))).join('\n'));
    const asked = fieldsOf(form);
    return show(visit, asked, asked.codes.length > 0 ? await outlook(visit, asked) : null);
  },
};

export const previewPage: ConsolePage = {
  method: 'POST',
  path: '/close/preview',
  scope: 'operate',
  async handle(visit) {
    const asked = fieldsOf(visit.form);
    return show(visit, asked, await outlook(visit, asked));
  },
};

export const closeAction: ConsolePage = {
  method: 'POST',
  path: '/close',
  scope: 'operate',
  async handle(visit) {
    const asked = fieldsOf(visit.form);
    const known = await outlook(visit, asked);
    if ('fault' in known) return { ...(await show(visit, asked, known)), status: known.status };
    const { reach } = known.preview;
    if (isBeyondGuard(reach) && asked.agreed !== String(reach.businesses))
      return { ...(await show(visit, asked, known)), status: 422 };
    const { id, organizations } = await requestClosure(visit.deps, requestOf(asked, visit));
    await visit.host.wake(organizations);
    noteChange(visit.deps);
    return seeOther(visit.context, `/closures/${encodeURIComponent(id)}?new=1`);
  },
};

/** What would come of it, or why it cannot be. */
type Outlook = { preview: ClosurePreview } | { fault: string; field: FaultyField | null; status: number };

async function outlook(visit: Visit, asked: ClosureFields): Promise<Outlook> {
  try {
    return { preview: await previewClosure(visit.deps, requestOf(asked, visit)) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || problem.status >= 500) throw error;
    const { status, members } = problem;
    return { fault: faultOf(visit.words, problem), field: fieldOf(members.code), status };
  }
}

/** The codes of shops that were ticked in a list; ids where they have none, or share it. */
async function chosen({ deps, organization }: Visit, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const wanted = new Set(names.slice(0, MOST_SHOPS));
  const { businesses } = await statusNow(deps, organization);
  const isAlone = (code: string) => businesses.filter((one) => one.code === code).length === 1;
  return businesses
    .filter((one) => wanted.has(`${one.organization}/${one.business}`))
    .map(({ code, business }) => (code !== null && !/[\s,;]/.test(code) && isAlone(code) ? code : business));
}

async function show(visit: Visit, asked: ClosureFields, known: Outlook | null): Promise<Page> {
  const { words, signedIn } = visit;
  const said = words.close;
  const { config } = await appliedConfig(visit.deps.store);
  const isHold = asked.hold !== undefined;
  const fault = known !== null && 'fault' in known ? known : null;
  const title = isHold ? said.holdTitle : said.title;
  const body = html`<div class="head"><h1>${title}</h1><p class="lead">${isHold ? said.holdLead : said.lead}</p>
${fault?.field && html`<p class="error"><a href="#${fault.field}">${fault.fault}</a></p>`}</div>
<form class="columns" method="post" action="/close#what" data-preview="preview" data-ask="/close/preview">
<input type="hidden" name="csrf" value="${signedIn.csrf}"><input type="hidden" name="key" value="${asked.key}">${isHold && html`<input type="hidden" name="hold" value="1">`}
<div class="form">${formFields(visit, asked, messagesOf(config), fault?.field ?? null)}
<div><button type="submit" class="second" formaction="/close/preview#what" formnovalidate>${said.show}</button></div></div>
<section aria-labelledby="what"><h2 id="what">${said.what}</h2><div id="preview" class="form" aria-live="polite">${outcome(visit, asked, known)}</div></section>
</form>`;
  return { title, body, part: 'close', address: isHold ? '/close?hold=1' : '/close' };
}

function messagesOf({ messages }: Config): string[] {
  return ['closed', ...Object.keys(messages).filter((name) => name !== 'closed')];
}

function outcome(visit: Visit, asked: ClosureFields, known: Outlook | null): Html {
  if (known === null) return html`<p class="soft">${visit.words.close.nothingYet}</p>`;
  if ('fault' in known) return html`<p class="error" role="alert">${known.fault}</p>`;
  const isAgreed = asked.agreed === String(known.preview.reach.businesses);
  return previewed(visit, known.preview, {
    ...{ isHold: asked.hold !== undefined, hasEnd: asked.until !== undefined },
    isAgreed,
  });
}
