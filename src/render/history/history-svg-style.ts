/**
 * Colours by class, for readers of light and of dark pages. The picture brings its own background: GitHub shows it as an
 * image, which follows the reader's system and not the page around it.
 */
export const HISTORY_SVG_STYLE = `
.card { fill: #ffffff; stroke: #d0d7de }
text { fill: #1f2328; font: 12px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
.name { font-size: 18px; font-weight: 600 }
.soft { fill: #59636e }
.small { font-size: 10.5px }
.group { font-weight: 600 }
.year { font-weight: 600 }
.right { text-anchor: end }
.middle { text-anchor: middle }
.grid { stroke: #eef1f4 }
.grid-year { stroke: #d8dee4 }
.rule { stroke: #d0d7de }
.today { stroke: #8250df; stroke-dasharray: 3 3 }
.today-word { fill: #8250df }
.track { stroke: #d8dee4 }
.life { stroke-width: 2; stroke-linecap: round; fill: none }
.open { stroke: #54aeff } .done { stroke: #4ac26b } .dropped { stroke: #afb8c1 } .vanished { stroke: #ff8182; stroke-dasharray: 2 4 }
.dot-open { fill: #0969da } .dot-done { fill: #1a7f37 } .dot-dropped { fill: #6e7781 } .dot-vanished { fill: #cf222e }
.ring { fill: #ffffff; stroke-width: 1.6 }
.ring-open { stroke: #0969da } .ring-done { stroke: #1a7f37 } .ring-dropped { stroke: #6e7781 } .ring-vanished { stroke: #cf222e }
.sign { fill: none; stroke: #ffffff; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
.gone { stroke: #cf222e; stroke-width: 1.6; stroke-linecap: round }
.plan { fill: #ffffff; stroke: #6e7781; stroke-width: 1.2 }
.plan-last { fill: #57606a; stroke: #57606a }
.slip { fill: none; stroke: #d4530c; stroke-width: 1.8 }
.slip-head { fill: #d4530c }
.slip-word { fill: #bc4c00; font-weight: 600 }
.move { fill: none; stroke: #8c959f; stroke-width: 1.2 }
.move-head { fill: #8c959f }
@media (prefers-color-scheme: dark) {
  .card { fill: #0d1117; stroke: #30363d }
  text { fill: #e6edf3 }
  .soft { fill: #9198a1 }
  .grid { stroke: #191f27 }
  .grid-year { stroke: #2b323b }
  .rule { stroke: #30363d }
  .today { stroke: #a371f7 }
  .today-word { fill: #a371f7 }
  .track { stroke: #2b323b }
  .open { stroke: #1f6feb } .done { stroke: #238636 } .dropped { stroke: #484f58 } .vanished { stroke: #b62324 }
  .dot-open { fill: #58a6ff } .dot-done { fill: #3fb950 } .dot-dropped { fill: #8b949e } .dot-vanished { fill: #f85149 }
  .ring { fill: #0d1117 }
  .ring-open { stroke: #58a6ff } .ring-done { stroke: #3fb950 } .ring-dropped { stroke: #8b949e } .ring-vanished { stroke: #f85149 }
  .sign { stroke: #0d1117 }
  .gone { stroke: #f85149 }
  .plan { fill: #0d1117; stroke: #8b949e }
  .plan-last { fill: #8b949e; stroke: #8b949e }
  .slip { stroke: #f0883e }
  .slip-head { fill: #f0883e }
  .slip-word { fill: #f0883e }
  .move { stroke: #6e7681 }
  .move-head { fill: #6e7681 }
}
`;
