import type { BusinessStatus, PlannedWave, StatusReport } from '../../../operations/index.ts';
import type { WavesNow } from '../../../operations/waves-now.ts';
import { statusNow, wavesKnown } from '../../remembered.ts';
import { closuresInForce, type InForce } from '../closures-in-force.ts';
import { type Html, html } from '../html.ts';
import { notices } from '../notices.ts';
import {
  detailOf,
  isAskedFor,
  isDue,
  SHOP_STATES,
  shopName,
  shopPath,
  stateMark,
  stateTeller,
  type TellState,
} from '../shop-state.ts';
import type { ConsolePage, Page, Visit } from '../visit.ts';

/** Of the shops that need a look, and of closures. */
const MOST_SHOPS = 12;
const MOST_CLOSURES = 50;

/** One sentence, then what is not as it should be, what is in force, and what comes next. */
export const nowPage: ConsolePage = {
  method: 'GET',
  path: '/',
  scope: 'read',
  async handle(visit) {
    const { deps, organization } = visit;
    const [report, waves] = await Promise.all([
      statusNow(deps, organization),
      wavesKnown(deps, organization),
    ]);
    return now(visit, report, waves);
  },
};

function now(visit: Visit, report: StatusReport, waves: WavesNow): Page {
  const { words } = visit;
  const stateOf = stateTeller(report, waves);
  const told = notices(visit, report).filter((one) => one !== false);
  const body = html`<div class="head"><h1>${sentence(visit, report, stateOf)}</h1>
${report.businesses.length === 0 && html`<p class="lead">${words.now.noneHint}</p>`}</div>
${told.length > 0 && html`<div class="notices">${told}</div>`}
${waveUnderWay(visit, report, waves)}
${counts(visit, report, stateOf)}
<div class="columns">
${inForce(visit, report)}
${look(visit, report, stateOf)}
${next(visit, waves)}
</div>`;
  return { title: words.now.title, body, part: 'now', isLive: true };
}

function sentence({ words }: Visit, { businesses }: StatusReport, stateOf: TellState): string {
  const bad = businesses.filter((one) => stateOf(one) === 'look').length;
  const due = businesses.filter(isDue).length;
  if (businesses.length === 0) return words.now.none;
  if (bad > 0) return words.now.some(bad, businesses.length);
  return due > 0 ? words.now.changing(due, businesses.length) : words.now.allFine(businesses.length);
}

function counts({ words }: Visit, { businesses }: StatusReport, stateOf: TellState): Html {
  const by = Map.groupBy(businesses, stateOf);
  return html`<ul class="counts" aria-label="${words.now.counts}">
${SHOP_STATES.toReversed().map(
  (state) =>
    html`<li><a href="/shops?state=${state}"><b>${words.number(by.get(state)?.length ?? 0)}</b>${stateMark(state, words)}</a></li>
`,
)}</ul>`;
}

function look(visit: Visit, { businesses }: StatusReport, stateOf: TellState): Html | null {
  const { words } = visit;
  const bad = businesses.filter((one) => stateOf(one) === 'look');
  if (bad.length === 0) return null;
  return html`<section><h2>${words.now.look}</h2>
<ul class="plain lines">${bad.slice(0, MOST_SHOPS).map((one) => lookLine(visit, one))}</ul>
${bad.length > MOST_SHOPS && html`<p><a href="/shops?state=look">${words.now.all(bad.length)}</a></p>`}
</section>`;
}

function lookLine({ words, areSeveral }: Visit, one: BusinessStatus): Html {
  return html`<li><a href="${shopPath(one)}">${shopName(one, areSeveral)}</a><span class="soft">${detailOf(one, words)}</span></li>
`;
}

function inForce(visit: Visit, report: StatusReport): Html {
  const { words } = visit;
  const all = closuresInForce(report.businesses);
  if (all.length === 0)
    return html`<section><h2>${words.now.inForce}</h2><p class="soft">${words.now.nothingInForce}</p></section>`;
  return html`<section><h2>${words.now.inForce}</h2>
<table class="stack"><thead><tr><th scope="col">${words.now.closure}</th><th scope="col" class="n">${words.now.shops}</th><th scope="col">${words.now.end}</th></tr></thead>
<tbody>${all.slice(0, MOST_CLOSURES).map((one) => inForceRow(visit, one))}</tbody></table></section>`;
}

function inForceRow(visit: Visit, { key, organization, names, isHold, shops, ends }: InForce): Html {
  const { words, times, areSeveral } = visit;
  // Who gave no reason gave it no name.
  const unnamed = isHold ? words.closure.hold : words.closure.closure;
  const name = names.has(key) ? unnamed : [...names].slice(0, 3).join(' / ');
  const says = isAskedFor(key) ? (isHold && name !== unnamed ? words.details.held : '') : key;
  const path = isAskedFor(key)
    ? `/closures/${encodeURIComponent(key.slice('ad-hoc:'.length))}`
    : `/shops?rule=${encodeURIComponent(key)}`;
  return html`<tr><th scope="row"><a href="${path}">${name}</a> <span class="soft small">${says}${areSeveral && ` ${organization}`}</span></th>
<td class="n" data-label="${words.now.shops}">${words.number(shops)}</td>
<td data-label="${words.now.end}">${times.ends(ends, words)}</td></tr>
`;
}

function waveUnderWay(visit: Visit, { businesses }: StatusReport, { underWay }: WavesNow): Html[] {
  const { words, times } = visit;
  return underWay.flatMap((wave) => {
    const due = businesses.filter((one) => one.organization === wave.organization && isDue(one)).length;
    if (due === 0) return [];
    const done = Math.max(0, wave.writes - due);
    const says = words.now.waveSays(done, wave.writes, times.text(wave.endsAt, times.home));
    return html`<section><h2>${words.now.wave}</h2>
<p>${words.now.waveOf(wave)}</p>
<progress max="${wave.writes}" value="${done}" aria-label="${words.now.wave}"></progress>
<p class="soft">${says}</p></section>`;
  });
}

function next(visit: Visit, { next: wave }: WavesNow): Html {
  const { words } = visit;
  return html`<section><h2>${words.now.next}</h2>
${wave === null ? html`<p class="soft">${words.now.nothingNext}</p>` : nextWave(visit, wave)}
</section>`;
}

function nextWave({ words, times }: Visit, wave: PlannedWave): Html {
  return html`<p><a href="/calendar/${wave.at.slice(0, 7)}">${times.moment(wave.at, times.home)}</a><br>${words.now.waveOf(wave)}</p>
${wave.late > 0 && html`<p class="error">${words.now.late(wave.late)}</p>`}`;
}
