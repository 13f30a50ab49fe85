#include "cli/report_style.h"

namespace calls::cli {

// The colours of words reach a contrast of 4.5 to what is behind them, those of bars 3.
const std::string_view report_style = R"css(
:root {
  color-scheme: light dark;
  --page: #f4f6f9; --card: #ffffff; --edge: #e1e6ee; --text: #18202c; --quiet-text: #566273;
  --grid: #e8ecf2; --ground: #aab4c3; --track: #eef1f6;
  --main: #2f6fde; --missed: #8296b3; --coins: #13866f; --fees: #c27c0e; --free: #8a5fd0;
  --late: #c27c0e; --broke: #cf3d4a; --quiet: #8296b3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f131a; --card: #181e28; --edge: #262f3d; --text: #e7ecf3; --quiet-text: #9eabbd;
    --grid: #262f3d; --ground: #4b586b; --track: #222a37;
    --main: #5b97fb; --missed: #64748c; --coins: #2fb498; --fees: #eab04e; --free: #ab8cf2;
    --late: #eab04e; --broke: #f06f79; --quiet: #64748c;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --edge: #c9d0da; --text: #000000; --quiet-text: #444c58;
    --grid: #e0e4ea; --ground: #8b95a3; --track: #eef1f6;
    --main: #2f6fde; --missed: #8296b3; --coins: #13866f; --fees: #c27c0e; --free: #8a5fd0;
    --late: #c27c0e; --broke: #cf3d4a; --quiet: #8296b3;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: 28px 20px 40px; background: var(--page); color: var(--text);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC",
    "PingFang SC", "Microsoft YaHei", sans-serif;
  font-variant-numeric: tabular-nums;
}
main, header, footer { max-width: 1080px; margin: 0 auto; }
header { margin-bottom: 20px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -0.01em; }
.span { margin: 6px 0 0; font-size: 17px; font-weight: 600; }
.made, .note, footer { color: var(--quiet-text); font-size: 13px; }
.made { margin: 4px 0 0; }
.note { margin: 0 0 12px; }
.rows + .note { margin: 10px 0 0; }
.tiles {
  display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 14px; margin: 0 0 14px;
}
.tile, .card {
  background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 16px 18px;
}
.tile { display: flex; flex-direction: column; padding: 13px 18px 14px; }
.tile dt { color: var(--quiet-text); font-size: 13px; }
.tile dd { margin: 0; }
.tile .number { font-size: 27px; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
.tile .long { font-size: 17px; line-height: 1.4; }
.tile .more { color: var(--quiet-text); font-size: 13px; }
.cards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; }
.wide-card { grid-column: 1 / -1; }
.card h2 { margin: 0 0 4px; font-size: 16px; }
.legend {
  display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 0 0 12px; padding: 0; list-style: none;
  color: var(--quiet-text); font-size: 13px;
}
.legend svg { margin-right: 6px; }
.plot { display: grid; grid-template-columns: auto minmax(0, 1fr); }
svg { display: block; overflow: visible; }
.legend svg { display: inline-block; }
svg text { fill: var(--quiet-text); font-size: 12px; }
.grid { stroke: var(--grid); }
.ground { stroke: var(--ground); }
.columns line { shape-rendering: crispEdges; }
.hit { fill: transparent; }
g:hover .hit { fill: var(--track); }
.main, .heat { fill: var(--main); }
.missed { fill: var(--missed); }
.coins { fill: var(--coins); }
.fees { fill: var(--fees); }
.free { fill: var(--free); }
.late { fill: var(--late); }
.broke { fill: var(--broke); }
.quiet { fill: var(--quiet); }
.none, .track { fill: var(--track); }
.week rect:hover { stroke: var(--text); }
.rows {
  display: grid; grid-template-columns: max-content minmax(40px, 1fr) max-content max-content;
  gap: 7px 12px; align-items: center; margin: 0; padding: 0; list-style: none;
}
.rows li { display: contents; }
.rows .name { overflow-wrap: anywhere; max-width: 180px; }
.rows b { text-align: right; }
.rows small { color: var(--quiet-text); font-size: 12px; margin-left: -4px; text-align: right; }
details { margin-top: 12px; font-size: 13px; }
summary { color: var(--quiet-text); cursor: pointer; width: max-content; }
summary:hover { color: var(--text); }
:focus-visible { outline: 2px solid var(--main); outline-offset: 2px; border-radius: 4px; }
.scroll { overflow: auto; max-height: 420px; margin-top: 8px; }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td {
  padding: 4px 10px; border-bottom: 1px solid var(--edge); text-align: right; white-space: nowrap;
}
th:first-child { text-align: left; padding-left: 0; }
tbody th { font-weight: 400; }
thead th {
  color: var(--quiet-text); font-weight: 600; position: sticky; top: 0; background: var(--card);
}
.empty { text-align: center; padding: 48px 20px; }
.empty h2 { font-size: 19px; }
.empty p { margin: 6px 0 0; color: var(--quiet-text); }
footer { margin-top: 22px; }
footer h2 { font-size: 13px; margin: 0 0 4px; color: var(--text); }
footer ul { margin: 0; padding-left: 18px; }
@media (max-width: 1000px) {
  .card:not(.wide-card) .wide { display: none; }
}
@media screen and (max-width: 760px) {
  body { padding: 18px 12px 28px; }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; }
  .cards { grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .tile { padding: 11px 14px 12px; }
  .tile .number { font-size: 22px; }
  .tile .long { font-size: 15px; }
  .card { padding: 14px; }
  .wide { display: none; }
}
@media print {
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { padding: 2px; font-size: 12px; }
  header { margin-bottom: 10px; }
  h1 { font-size: 22px; }
  .span { font-size: 15px; }
  .tiles, .cards { gap: 8px; margin-bottom: 8px; }
  .card { padding: 9px 14px; }
  .tile { padding: 7px 14px 8px; }
  .tile .number { font-size: 20px; }
  .tile .long { font-size: 14px; }
  .rows { gap: 3px 12px; }
  .made, .note, .legend, .tile .more, .tile dt, footer { font-size: 11px; }
  footer { margin-top: 8px; break-inside: avoid; }
  .card, .tile { break-inside: avoid; }
  details { display: none; }
}
)css";

}  // namespace calls::cli
