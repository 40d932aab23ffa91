import type { ClosurePreview } from '../../operations/ad-hoc/preview-closure.ts';
import type { ForeseenText } from '../../operations/foreseen-texts.ts';
import { isBeyondGuard } from '../../reconcile/situation/beyond-guard.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

const MOST_PLACES = 6;

/** How far it reaches, what people will read, and the button by which it comes about. */
export function previewed(
  visit: Visit,
  { reach, closing, texts, waits }: ClosurePreview,
  { isHold, hasEnd, isAgreed }: { isHold: boolean; hasEnd: boolean; isAgreed: boolean },
): Html {
  const { words } = visit;
  const said = words.close;
  const places = reach.places
    .slice(0, MOST_PLACES)
    .map(({ name, businesses }) => `${name ?? '–'} ${words.number(businesses)}`);
  const rest = reach.businesses - closing;
  return html`<p class="lead"><strong>${said.reach(reach.businesses, reach.of)}</strong></p>
<p class="soft">${places.join(' · ')}${reach.places.length > MOST_PLACES && ' …'}</p>
${!isHold && rest > 0 && html`<p>${said.notClosing(rest)}</p>`}
${!isHold && texts.map((text) => textOf(visit, text))}
${isHold && !hasEnd && html`<p class="notice">${said.holdNoEnd}</p>`}
${isBeyondGuard(reach) && agreement(visit, reach, isAgreed)}
${waits !== null && html`<p class="notice">${words.waiting.beyond[waits]} ${said.waits}</p>`}
<div><button type="submit">${waits !== null ? said.doAsk : isHold ? said.doHold(reach.businesses) : said.doClose(reach.businesses)}</button></div>`;
}

/** What the shops of one language will read, and when they answer again. */
export function textOf(
  { words, times }: Visit,
  { language, text, writtenIn, businesses, others, reopens }: ForeseenText,
): Html {
  const said = words.close;
  const spoken = language === null ? null : languageName(language, words.tag);
  const isForeign = writtenIn !== null && language !== null && baseOf(writtenIn) !== baseOf(language);
  return html`<figure class="field"><figcaption class="small">${spoken === null ? said.noLanguage : said.inLanguage(spoken)}, ${words.shops(businesses)}${isForeign && html` – <strong>${said.readsIn(languageName(writtenIn, words.tag))}</strong>`}</figcaption>
${text === null ? html`<p class="soft">${said.ownText}</p>` : html`<blockquote${writtenIn !== null && html` lang="${writtenIn}"`}>${text}</blockquote>`}
<span class="small soft">${reopens === null ? said.reopensNever : html`${said.reopens} ${times.moment(reopens.at, reopens.timezone)}`}${others > 0 && ` · ${said.others(others)}`}</span></figure>
`;
}

function agreement({ words }: Visit, { businesses, of }: ClosurePreview['reach'], isAgreed: boolean): Html {
  return html`<div class="notice"><label><input type="checkbox" name="agreed" value="${businesses}" required${isAgreed && html` checked`}>${words.close.agree(businesses, of)}</label></div>`;
}

const baseOf = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]!;

/** `français`, in the words of whoever looks; what is no tag is shown as it is. */
function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
