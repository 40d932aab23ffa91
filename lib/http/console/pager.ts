import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

/** The pages before and after; null where there is one only. @param isOpen nobody knows how many there are */
export function pager({ context, words }: Visit, page: number, pages: number, isOpen = false): Html | null {
  if (pages < 2) return null;
  const to = (number: number) => {
    const url = new URL(context.req.url);
    url.searchParams.set('page', String(number));
    return url.pathname + url.search;
  };
  return html`<nav class="row" aria-label="${words.pages.label}">
${page > 1 && html`<a href="${to(page - 1)}" rel="prev">${words.pages.before}</a>`}
<span class="soft">${isOpen ? words.pages.one(page) : words.pages.of(page, pages)}</span>
${page < pages && html`<a href="${to(page + 1)}" rel="next">${words.pages.after}</a>`}
</nav>`;
}
