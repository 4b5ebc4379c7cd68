/** Style of the page: ink on paper with one vermilion, as the pages of the service have it; light and dark. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf7f1; --card: #fff; --ink: #211d18; --soft: #655d52; --line: #e2dacd; --accent: #a5301d;
  --pale: #ecc9bf; --track: #f1ebe1; --good: #1d6b45; --mark: #ffe79a; --on-mark: #211d18;
  --sans: system-ui, -apple-system, 'PingFang SC', 'PingFang TC', 'Hiragino Sans GB', 'Microsoft YaHei',
    'Microsoft JhengHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif;
  --serif: 'Songti SC', 'Songti TC', 'Noto Serif CJK SC', 'Source Han Serif SC', STSong, SimSun, 'Noto Serif',
    Georgia, serif;
}
:root:lang(zh-TW) {
  --sans: system-ui, -apple-system, 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Source Han Sans TC',
    sans-serif;
  --serif: 'Songti TC', 'Noto Serif CJK TC', 'Source Han Serif TC', PMingLiU, 'Noto Serif', Georgia, serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171512; --card: #211e1a; --ink: #eee8de; --soft: #b3a99a; --line: #3a352e; --accent: #f09a80;
    --pale: #5c3a30; --track: #2e2924; --good: #8fd0a8; --mark: #6a5312; --on-mark: #fff6dd;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.65 var(--sans); overflow-wrap: anywhere; }
header, main, footer { width: 100%; max-width: 70rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-top: 2.25rem; }
footer { padding-block: 1.5rem 2.5rem; color: var(--soft); font-size: .875rem; }
h1, h2, h3 { font-family: var(--serif); line-height: 1.35; text-wrap: balance; }
h1 { margin: 0 0 .25rem; font-size: clamp(1.5rem, 4vw, 2.1rem); }
h2 { margin: 0 0 .35rem; font-size: 1.2rem; }
h3 { margin: .35rem 0; font-size: 1.05rem; }
p { margin: .25rem 0; }
header p { margin-top: 0; }
.soft, .note, figcaption { color: var(--soft); font-size: .9rem; }
.note { max-width: 48rem; margin-bottom: .75rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem; margin: 1.5rem 0; padding: 0; list-style: none; }
.tiles li, section, figure { border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
.tiles li { display: flex; flex-direction: column; padding: .9rem 1.1rem 1rem; }
.tiles strong { color: var(--accent); font: 600 1.8rem/1.3 var(--serif); font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; }
.tiles span { line-height: 1.4; }
.tiles small { margin-top: auto; padding-top: .3rem; color: var(--soft); font-size: .82rem; }
section { margin: 1.25rem 0; padding: 1.1rem 1.25rem 1.25rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1.25rem; }
figure { display: flex; flex-direction: column; min-width: 0; margin: 0; padding: 1.1rem 1.25rem; }
figcaption { padding-top: .6rem; line-height: 1.55; }
.chart { display: block; width: 100%; height: auto; margin-top: .35rem; overflow: visible; font-family: var(--sans); }
.chart text { fill: var(--ink); font-size: 13px; font-variant-numeric: tabular-nums; }
.chart .tick, .chart .axis, .chart .figure { fill: var(--soft); }
.chart .tick { font-size: 12px; }
.chart .note { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; font-size: 13px; }
.grid { fill: none; stroke: var(--line); stroke-width: 1; }
.line { fill: none; stroke: var(--accent); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.line.thin { stroke-width: 1.25; opacity: .45; }
.line.later { stroke-dasharray: 2 5; }
.line.even { stroke: var(--soft); stroke-width: 1.25; stroke-dasharray: 5 5; }
.band, .count { fill: var(--pale); opacity: .55; }
.dot { fill: var(--accent); }
.mark { fill: var(--card); stroke: var(--ink); stroke-width: 2; }
.whisker { stroke: var(--accent); stroke-width: 1.5; opacity: .7; }
.track { fill: var(--track); }
.range { fill: var(--pale); }
.fill { fill: var(--accent); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; line-height: 1.4; }
th, td { overflow-wrap: break-word; padding: .42rem .5rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: middle; }
tbody tr:last-child > * { border-bottom: 0; }
th:first-child { padding-inline-start: 0; }
td:last-child, th:last-child { padding-inline-end: 0; }
thead th { color: var(--soft); font-size: .85rem; font-weight: 500; vertical-align: bottom; }
tbody th { min-width: 7rem; font-weight: 400; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
.interval { display: inline-block; width: 7.5rem; height: 1rem; margin-inline-start: .75rem; vertical-align: -.2rem; }
.interval .span { stroke: var(--accent); stroke-width: 5; stroke-linecap: round; opacity: .4; }
.interval .zero { stroke: var(--soft); stroke-width: 1.5; }
.failures, .changed, .gold { margin: 0; padding: 0; list-style: none; }
.failures > li { padding: 1rem 0; border-top: 1px solid var(--line); }
.failures > li:last-child { padding-bottom: 0; }
.labels { display: flex; flex-wrap: wrap; gap: .25rem .9rem; align-items: baseline; color: var(--soft); font-size: .85rem; }
.verdict { color: var(--accent); font-weight: 600; }
dl { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .35rem 1rem; margin: .5rem 0 0; }
dt { color: var(--soft); font-size: .9rem; padding-top: .3rem; }
dd { margin: 0; }
mark { padding: .05em .3em; border-radius: .25em; background: var(--mark); color: var(--on-mark); }
cite { color: var(--soft); font-size: .85rem; font-style: normal; }
cite::before { content: '—\\a0'; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; margin-top: 1rem; }
.won h3 { color: var(--good); }
.lost h3 { color: var(--accent); }
.changed li { padding: .5rem 0; border-top: 1px solid var(--line); }
.id { color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) {
  header, main, footer { padding-inline: .9rem; }
  section, figure { padding: 1rem .9rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .7rem; }
  .tiles li { padding: .7rem .8rem; }
  .tiles strong { font-size: 1.5rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  table { font-size: .875rem; }
  th, td { padding-inline: .3rem; }
  tbody th { min-width: 5.5rem; }
  .changes :is(td, th):nth-child(2) { display: none; }
  .chart text { font-size: 15.5px; }
  .chart .tick { font-size: 14.5px; }
  .chart .note { font-size: 15px; }
  .interval { display: block; width: 5.5rem; margin: .15rem 0 0 auto; }
}
@media print { body { background: #fff; } figure, .failures > li { break-inside: avoid; } }
`;
