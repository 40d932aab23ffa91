export const CALENDAR = `.year { display: grid; align-items: start; gap: 2rem 2.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); }
.month { table-layout: fixed; }
.month caption { font-weight: 600; padding-bottom: .25rem; }
.month th, .month td { border: 0; padding: 1px; text-align: center; font-variant-numeric: tabular-nums; height: 2rem; vertical-align: middle; color: var(--soft); font-size: var(--small); }
.month td a { display: grid; place-items: center; height: 100%; min-height: 1.875rem; border-radius: 3px; color: var(--ink); text-decoration: none; }
.month td a:hover { text-decoration: underline; }
.month .l1 a { background: light-dark(#dfe6f5, #27324a); }
.month .l2 a { background: light-dark(#b9c8ea, #34487a); }
.month .l3 a { background: light-dark(#5a78bd, #7f9bdb); color: light-dark(#fff, #12151a); }
.month .l4 a { background: light-dark(#2f4c8f, #a9c0f2); color: light-dark(#fff, #12151a); }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.grid { table-layout: fixed; }
.grid th, .grid td { border: 1px solid var(--line); padding: .4rem; }
.grid thead th { border-width: 0 0 1px; }
.grid td { height: 6.5rem; background: var(--sheet); }
.grid td.none { background: none; }
.grid td:target { outline: 2px solid var(--link); outline-offset: -2px; }
.grid .date { display: block; font-size: var(--small); color: var(--soft); }
.grid .narrow { display: none; }
.event { display: block; padding: .15rem .4rem; min-height: 1.5rem; font-size: var(--small); line-height: 1.3; color: var(--ink); text-decoration: none; border-left: 3px solid var(--planned); overflow: hidden; text-overflow: ellipsis; }
.event:hover { text-decoration: underline; }
.event + .event { margin-top: .25rem; }
.event.open, .event.hold { border-left-color: var(--fine); }
.event.keep, .event.leave, .event.announce { border-left-color: var(--edge); }
@media (max-width: 48rem) {
  .grid thead, .grid td.none { display: none; }
  .grid tr, .grid td { display: block; height: auto; }
  .grid td { border-width: 0 0 1px; background: none; padding: .6rem 0; }
  .grid .narrow { display: inline; }
}
.layers table { min-width: 52rem; table-layout: fixed; }
.layers th, .layers td { padding: .2rem 0; vertical-align: middle; }
.layers tr > :first-child { width: 11rem; padding-right: 1rem; overflow: hidden; text-overflow: ellipsis; font-size: var(--small); }
.layers svg { display: block; }
.layers tbody td:last-child, .layers tfoot td:last-child { background: linear-gradient(to right, var(--line) 1px, transparent 1px); }
.days-28 td:last-child { background-size: calc(100% / 28) 100% !important; }
.days-29 td:last-child { background-size: calc(100% / 29) 100% !important; }
.days-30 td:last-child { background-size: calc(100% / 30) 100% !important; }
.days-31 td:last-child { background-size: calc(100% / 31) 100% !important; }
.layers text { fill: var(--soft); font-size: .75rem; }
.layers text.sunday { fill: var(--ink); font-weight: 600; }
.layers rect { fill: var(--planned); }
.layers rect.open, .layers rect.hold { fill: var(--fine); }
.layers rect.keep, .layers rect.leave, .layers rect.announce { fill: var(--edge); }
.layers rect.sum { fill: var(--ink); }
.layers a:focus-visible rect { stroke: var(--ink); stroke-width: 2; }
.layers tfoot th { color: var(--ink); font-weight: 600; }
@media print {
  :root { color-scheme: light; font-size: 10pt; }
  .top, .skip, .no-print, button, .button { display: none !important; }
  main { padding: 0; max-width: none; gap: 1rem; }
  a { color: inherit; text-decoration: none; }
  section, table.month, .grid tr { break-inside: avoid; }
  .month td, .event, .layers rect { print-color-adjust: exact; }
  .layers table { min-width: 0; }
  .year { grid-template-columns: repeat(3, 1fr); gap: 1rem; }
}
`;
