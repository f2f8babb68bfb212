const light = `
  --page: #f4f5f7; --card: #ffffff; --ink: #14181f; --soft: #5a6372; --line: #e2e5ea;
  --good: #0b7a4b; --bad: #bf2a1d; --warn: #8f5a00; --neutral: #7b8494; --holdout: #a4acb9;
  --good-wash: #e5f5ed; --bad-wash: #fcebe9; --warn-wash: #fdf3dc; --neutral-wash: #eceef2;
  --arm-0: #3b63e0; --arm-1: #e0820f; --arm-2: #8a4fd0; --arm-3: #0e919b; --arm-4: #cb3d86; --arm-5: #7d8014;`;

const dark = `
  --page: #101317; --card: #191d23; --ink: #eceff4; --soft: #9fa9b8; --line: #2c323b;
  --good: #45c98c; --bad: #ff8377; --warn: #eab54d; --neutral: #8d97a7; --holdout: #6d7685;
  --good-wash: #12301f; --bad-wash: #3a1a17; --warn-wash: #33270d; --neutral-wash: #232830;
  --arm-0: #7c9bff; --arm-1: #f3a24a; --arm-2: #b48af0; --arm-3: #42bcc6; --arm-4: #ee7ab2; --arm-5: #b5b847;`;

const page = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1000px; padding: 40px 28px 28px; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
  overflow-wrap: anywhere; }
:lang(ko) { word-break: keep-all; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .95em; }
.eyebrow { color: var(--soft); font-size: 14px; font-weight: 500; }
.badge { display: inline-block; margin-left: 6px; padding: 1px 9px; border-radius: 99px; background: var(--warn-wash); color: var(--warn);
  border: 1px solid currentColor; font-size: 12px; font-weight: 600; }
h1 { margin: 6px 0 14px; font-size: clamp(26px, 4.4vw, 38px); line-height: 1.2; letter-spacing: -.02em; text-wrap: balance; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 30px; }
.facts dt { color: var(--soft); font-size: 13px; }
.facts dd { font-weight: 500; }
.simulated { margin-top: 16px; padding: 10px 14px; border-radius: 8px; background: var(--warn-wash); color: var(--warn); font-weight: 500; font-size: 14px; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; margin-top: 24px; }`;

const blocks = `
.verdict, .panel, .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.verdict { padding: 26px 28px 28px; border-left: 6px solid var(--neutral); }
.verdict.good { border-left-color: var(--good); } .verdict.bad { border-left-color: var(--bad); } .verdict.warn { border-left-color: var(--warn); }
.pills { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 14px; }
.pill { display: inline-block; padding: 2px 11px; border-radius: 99px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.pill.good { background: var(--good-wash); color: var(--good); } .pill.bad { background: var(--bad-wash); color: var(--bad); }
.pill.warn { background: var(--warn-wash); color: var(--warn); } .pill.neutral { background: var(--neutral-wash); color: var(--soft); }
.sentence { font-size: clamp(21px, 3.2vw, 29px); line-height: 1.32; font-weight: 650; letter-spacing: -.012em; text-wrap: pretty; }
.cause { margin-top: 12px; color: var(--soft); font-size: 17px; text-wrap: pretty; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(205px, 1fr)); gap: 18px; }
.card { padding: 18px 20px; }
.card h2 { color: var(--soft); font-size: 14px; font-weight: 500; line-height: 1.35; }
.figure { margin: 4px 0 6px; font-size: 34px; line-height: 1.15; font-weight: 680; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.figure.word { font-size: 24px; padding: 6px 0; }
.figure.good { color: var(--good); } .figure.bad { color: var(--bad); } .figure.warn { color: var(--warn); }
.note { color: var(--soft); font-size: 14px; line-height: 1.45; font-variant-numeric: tabular-nums; }
.panel { padding: 24px 28px 26px; }
.panel > h2 { font-size: 20px; line-height: 1.3; letter-spacing: -.01em; }
.panel h3 { margin-top: 22px; font-size: 16px; }
.lead { margin-top: 4px; color: var(--soft); font-size: 15px; }
.why { margin-top: 14px; font-size: 15px; }
.empty { margin-top: 10px; color: var(--soft); }
figure { margin-top: 16px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font-family: inherit; font-variant-numeric: tabular-nums; paint-order: stroke; }
.chart.narrow { display: none; }
.verdicts { margin-top: 14px; list-style: none; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 9px 12px; font-size: 15px; }
.verdicts li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: start; }
.verdicts .pill { justify-self: start; }
.cautions { margin-top: 12px; padding-left: 20px; display: grid; gap: 8px; }
.cautions li::marker { content: "!  "; color: var(--warn); font-weight: 700; }
.alarm, .fine { margin-top: 10px; font-weight: 550; } .alarm { color: var(--bad); } .fine { color: var(--good); }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 18px; }
.reading dl { display: grid; gap: 10px; margin-top: 12px; font-size: 15px; }
.reading dl div { display: grid; grid-template-columns: 130px 1fr; gap: 14px; }
.reading dt { font-weight: 600; } .reading dd { color: var(--soft); }
footer { display: flex; flex-wrap: wrap; gap: 6px 26px; margin-top: 26px; color: var(--soft); font-size: 13px; }
footer strong { color: var(--ink); font-weight: 500; }`;

const tables = `
details { margin-top: 16px; }
summary { cursor: pointer; width: max-content; color: var(--soft); font-size: 14px; font-weight: 500; }
summary:hover { color: var(--ink); }
.scroll { position: relative; overflow-x: auto; margin-top: 10px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 8px 14px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 500; white-space: nowrap; }
tbody th { font-weight: 500; }
td small, th small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; white-space: nowrap; }
td.number, details td { white-space: nowrap; } .number { text-align: right; }`;

const media = `
@media (prefers-color-scheme: dark) { :root {${dark} } }
@media (max-width: 640px) {
  body { padding: 24px 14px 20px; }
  main { gap: 12px; margin-top: 18px; }
  .verdict { padding: 20px 18px 22px; }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
  .card { padding: 14px 14px 15px; } .figure { font-size: 26px; } .figure.word { font-size: 20px; } .note { font-size: 13px; }
  .panel { padding: 20px 16px 20px; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .chart.wide { display: none; } .chart.narrow { display: block; }
  .verdicts { gap: 12px; } .verdicts li { display: block; } .verdicts li > span + span { display: block; margin-top: 4px; }
  .reading dl div { grid-template-columns: minmax(0, 1fr); gap: 1px; }
  details tbody th, details thead th:first-child { position: sticky; left: 0; background: var(--card); box-shadow: inset 0 -1px var(--line); }
}
@media print {
  :root {${light} --page: #ffffff; }
  @page { margin: 14mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { padding: 0; max-width: none; font-size: 13px; }
  .verdict, .panel, .card, figure, tr, .reading dl div { break-inside: avoid; }
  .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; } .card { padding: 12px 14px; } .figure { font-size: 25px; } .figure.word { font-size: 17px; }
  main { gap: 12px; } .sentence { font-size: 21px; } .cause { font-size: 14px; } h1 { font-size: 27px; } .lead, .why, .verdicts, .reading dl { font-size: 13px; }
  h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 11px; } th, td { padding: 4px 7px 4px 0; } thead th, details td, details td.number { white-space: normal; }
  td small, th small { font-size: 9.5px; }
}`;

/** The page's only style sheet: light, dark, paper, phone. */
export const htmlStyle = `:root { color-scheme: light dark;${light} }${page}${blocks}${tables}${media}
`;
