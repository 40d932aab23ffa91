export const COMPONENTS = `
.lead { font-size: var(--large); color: var(--soft); max-width: 60ch; }
.soft { color: var(--soft); }
.small { font-size: var(--small); }
.head { display: grid; gap: .5rem; }
.columns { display: grid; gap: 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); align-items: start; }
.row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.end { margin-left: auto; }

/* The four states: a word, a shape and a colour, so that none of them has to be seen alone. */
.state { display: inline-flex; white-space: nowrap; align-items: baseline; gap: .5em; }
.state::before { content: ""; flex: none; width: .62em; height: .62em; background: currentColor; }
.state.fine::before { border-radius: 50%; background: none; border: 2px solid var(--fine); }
.state.planned::before { border-radius: 50%; background: var(--planned); }
.state.otherwise::before { background: var(--otherwise); transform: rotate(45deg); }
.state.look::before { width: .72em; background: var(--look); clip-path: polygon(50% 0, 100% 100%, 0 100%); }

.counts { display: grid; gap: 1px; grid-template-columns: repeat(auto-fit, minmax(min(10rem, 45%), 1fr)); list-style: none; background: var(--line); border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.counts a { display: grid; gap: .125rem; align-content: start; height: 100%; padding: .875rem 1rem; background: var(--sheet); color: var(--ink); text-decoration: none; }
.counts .state { white-space: normal; }
.counts a:hover .state { text-decoration: underline; text-underline-offset: .18em; }
.counts a:focus-visible { outline-offset: -3px; }
.counts b { font-size: var(--larger); font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2; }

.notice { border-left: 3px solid var(--look); background: var(--sheet); padding: .75rem 1rem; display: grid; gap: .125rem; }
/* What belongs together stands together. */
.notices { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.notice.calm { border-left-color: var(--planned); }
.notice strong { font-weight: 600; }

.scroll { overflow-x: auto; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: var(--small); }
thead th { white-space: nowrap; }
th, td { padding: .5rem 1rem .5rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody th { font-size: 1rem; color: inherit; font-weight: 400; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
caption { text-align: left; }
.plain { list-style: none; }
.whole { white-space: nowrap; }
@media (min-width: 40rem) { td > time { white-space: nowrap; } }
.roomy > li { gap: .5rem; }
.lines > li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; gap: .125rem; }
.lines > li:first-child { border-top: 1px solid var(--line); }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: .4rem 1.5rem; }
dl.facts dt { color: var(--soft); }
@media (max-width: 30rem) { dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; } dl.facts dd { margin-bottom: .6rem; } }
progress { width: 100%; height: .5rem; accent-color: var(--planned); }
blockquote { margin: 0; padding: .75rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 65ch; }

@media (max-width: 40rem) {
  th, td { overflow-wrap: anywhere; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: grid; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  .stack td, .stack tbody th { border: 0; padding: .1rem 0; text-align: left; }
  .stack tr:has(> .tick) { grid-template-columns: 2.5rem minmax(0, 1fr); }
  .stack tr > .tick { grid-row: 1 / span 4; }
  .stack tr > .tick ~ * { grid-column: 2; }
  .stack td:empty { display: none; }
  .stack td[data-label]::before { content: attr(data-label) "  "; color: var(--soft); font-size: var(--small); }
}

legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
label, legend { display: block; font-weight: 500; }
.hint { display: block; font-size: var(--small); color: var(--soft); font-weight: 400; }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=checkbox]):not([type=radio]), select, textarea { width: 100%; padding: .5rem .75rem; min-height: 2.75rem; background: var(--sheet); border: 1px solid var(--edge); border-radius: 6px; }
[aria-invalid=true] { border: 2px solid var(--look) !important; }
textarea { min-height: 6rem; resize: vertical; }
input[type=checkbox], input[type=radio] { width: 1.25rem; height: 1.25rem; margin: .125rem .5rem 0 0; accent-color: var(--link); vertical-align: -.2em; flex: none; }
fieldset { border: 0; display: grid; gap: 1rem; min-width: 0; }
.field { display: grid; gap: .25rem; }
.form { display: grid; gap: 1.5rem; max-width: 34rem; }
.filters { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
.filters .field { flex: 1 1 9rem; }
.filters .field:has(> select) { flex-grow: .35; }
.button, button { display: inline-block; padding: .55rem 1.1rem; min-height: 2.75rem; border: 1px solid var(--link); border-radius: 6px; background: var(--link); color: var(--paper); font-weight: 500; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { filter: brightness(1.12); }
.button.second, button.second { background: none; color: var(--link); }
button.quiet { background: none; border: 0; min-height: 0; padding: .4rem 0; color: var(--link); font-weight: 400; text-decoration: underline; text-underline-offset: .18em; font-size: inherit; }
.error { color: var(--look); font-weight: 500; }
.group { display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
.tick { width: 2.5rem; }
.tick input { margin: .125rem; }
td.kept-text { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 12rem; }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; width: fit-content; }
.when { min-width: 11rem; }
@media (max-width: 40rem) { .bar { gap: .5rem; } .bar .hint { display: none; } .bar button { flex: 1 1 auto; padding-inline: .5rem; } }
.bar { position: sticky; bottom: 0; background: var(--paper); padding: .75rem 0; border-top: 1px solid var(--line); }
.card { width: 100%; max-width: 30rem; margin: 4vh auto 0; display: grid; gap: 1.5rem; }
`;
