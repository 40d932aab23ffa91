import { CALENDAR } from './style-calendar.ts';
import { COMPONENTS } from './style-components.ts';

/** Type in steps of a minor third, space in steps of a quarter rem; colour says a state or where one can go, and nothing else. */
const GROUND = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fafaf8, #15171a);
  --sheet: light-dark(#ffffff, #1c1f23);
  --ink: light-dark(#1b1e22, #e9eaec);
  --soft: light-dark(#565c64, #a7adb5);
  --line: light-dark(#dfe0dd, #343940);
  --edge: light-dark(#80868e, #767d86);
  --link: light-dark(#22406e, #a9c5f5);
  --fine: light-dark(#2a7048, #7fc79b);
  --planned: light-dark(#3a5ba8, #93b1f0);
  --otherwise: light-dark(#8a4b08, #e5ab62);
  --look: light-dark(#b3261e, #f2958d);
  --small: .833rem; --large: 1.2rem; --larger: 1.44rem; --largest: clamp(1.6rem, 1.2rem + 1.6vw, 2.4rem);
  --gap: 1rem;
  font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset, pre { margin: 0; padding: 0; }
h1 { font-size: var(--largest); line-height: 1.2; font-weight: 600; letter-spacing: -.015em; max-width: 36ch; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: var(--large); line-height: 1.3; font-weight: 600; }
h3 { font-size: 1rem; font-weight: 600; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: 1px; overflow-wrap: anywhere; }
a:hover { text-decoration-thickness: 2px; }
/* The parts of a date have a focus of their own, which their field does not tell of. */
:focus-visible, input:focus-within { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
table { border-collapse: collapse; width: 100%; }
code, kbd { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
time { font-variant-numeric: tabular-nums; }
[hidden] { display: none !important; }
.skip { position: absolute; left: var(--gap); top: -4rem; background: var(--sheet); padding: .5rem 1rem; z-index: 1; }
.skip:focus { top: .5rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 2rem; padding: .75rem max(clamp(1rem, 4vw, 3rem), calc((100% - 110rem) / 2 + 3rem)); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; color: var(--ink); text-decoration: none; padding: .25rem 0; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; }
.top nav a { display: block; padding: .5rem 0; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; }
.top nav a:hover { color: var(--ink); }
.top nav a[aria-current] { color: var(--ink); border-bottom-color: var(--ink); }
.account { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; margin-left: auto; font-size: var(--small); color: var(--soft); }
.account a { padding: .4rem 0; }
.who { max-width: 16ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); max-width: 76rem; margin: 0 auto; padding: clamp(1.5rem, 4vw, 3rem) clamp(1rem, 4vw, 3rem) 5rem; }
main.wide { max-width: 110rem; }
section { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
@media (min-width: 100rem) { :root { font-size: 112.5%; } }
@media (prefers-reduced-motion: no-preference) { .skip { transition: top .1s; } }
`;

export const STYLE = GROUND + COMPONENTS + CALENDAR;
