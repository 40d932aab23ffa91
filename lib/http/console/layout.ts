import { assetPath } from './assets/index.ts';
import { type Html, html } from './html.ts';
import { LOCALES, type Locale } from './locale.ts';
import { mayApprove, mayOperate, mayRead, PARTS, type Page, type Part, type Visitor } from './visit.ts';

const PATHS: Readonly<Record<Part, string>> = {
  now: '/',
  calendar: '/calendar',
  shops: '/shops',
  close: '/close',
  waiting: '/waiting',
  rules: '/rules',
  history: '/history',
};

/** Who sees which part, where that is not everybody who may look. */
const MAY: Partial<Record<Part, (visitor: Visitor) => boolean>> = {
  close: mayOperate,
  waiting: (visitor) => mayRead(visitor) || mayApprove(visitor),
};

/** A whole document. */
export function documentOf(visitor: Visitor, page: Page): Html {
  const { locale, words } = visitor;
  return html`<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} – ${words.product}</title>
<link rel="icon" href="${assetPath('icon')}">
<link rel="stylesheet" href="${assetPath('style')}">
<script type="module" src="${assetPath('script')}"></script>
</head>
<body>
<a class="skip" href="#main">${words.frame.skip}</a>
<header class="top">
<a class="brand" href="/">${words.product}</a>
${visitor.signedIn && navigation(visitor, page.part)}
${account(visitor, page)}
</header>
<main id="main" tabindex="-1"${page.isWide === true && html` class="wide"`}${page.isLive === true && html` data-live`}>
${page.body}
</main>
${
  page.isLive === true &&
  html`<p class="away" role="status" id="said"></p>
`
}</body>
</html>
`;
}

function navigation(visitor: Visitor, current: Part | null): Html {
  const { words } = visitor;
  const parts = PARTS.filter((part) => MAY[part]?.(visitor) ?? mayRead(visitor));
  return html`<nav aria-label="${words.frame.navigation}"><ul>
${parts.map(
  (
    part,
  ) => html`<li><a href="${PATHS[part]}"${part === current && html` aria-current="page"`}>${words.parts[part]}</a></li>
`,
)}</ul></nav>`;
}

function account({ context, locale, words, signedIn }: Visitor, { address }: Page): Html {
  const others = LOCALES.filter((one) => one !== locale);
  const url = new URL(context.req.url);
  const here = address ?? url.pathname + url.search;
  return html`<div class="account">
${others.map((other) => html`<a href="${switchTo(here, other)}" lang="${other}" hreflang="${other}">${NAMES[other]}</a>`)}
${
  signedIn &&
  html`<span class="who">${signedIn.token.name}</span>
<form method="post" action="/sign-out"><input type="hidden" name="csrf" value="${signedIn.csrf}"><button class="quiet" type="submit">${words.frame.signOut}</button></form>`
}
</div>`;
}

/** Each in its own language: who needs it reads no other. */
const NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français' };

function switchTo(address: string, locale: Locale): string {
  const url = new URL(address, 'http://here');
  url.searchParams.set('lang', locale);
  return url.pathname + url.search;
}
