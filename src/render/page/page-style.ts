/**
 * How pages look: one sheet for the page, the index, the messages and the report, in light, dark and on paper. A print
 * poster's means: one heavy rule, large names, figures of one width, hairlines; colour only for what a status is.
 */

import { PICTURE_STYLE } from '../picture/picture-style.ts';

/** Nothing in the sheet has a space that matters at a line's ends. */
const compact = (css: string): string =>
  css
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('/*'))
    .join('');

const LIGHT = `
--paper:#faf9f6;--card:#fff;--ink:#1d1c1a;--soft:#5f5c56;--line:#dedad1;--faint:#f1eee7;--link:#0b4f9e;
--planned:#46586e;--in-progress:#0a5bb5;--slipped:#ad3b05;--done:#1c6b3b;--dropped:#67635c;
--open:#1c6b3b;--closed:#6b3fa0;--error:#b3261e;--warning:#8a5200;--info:#46586e;
--bar-planned:#c3cdd8;--bar-in-progress:#3f8ae0;--bar-slipped:#e2763a;--bar-done:#2f9558;--bar-dropped:#e2ded5;`;

const DARK = `
--paper:#121315;--card:#1a1c1f;--ink:#ece9e3;--soft:#a5a198;--line:#303236;--faint:#202226;--link:#86b8f5;
--planned:#a9b9cc;--in-progress:#7db4f5;--slipped:#f59a63;--done:#74c994;--dropped:#9b978e;
--open:#74c994;--closed:#c3a1f0;--error:#ff8f87;--warning:#e5b45c;--info:#a9b9cc;
--bar-planned:#4a5665;--bar-in-progress:#3f82d0;--bar-slipped:#d0652a;--bar-done:#37945b;--bar-dropped:#34363a;`;

const BASE = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:80rem;padding:0 clamp(1rem,3vw,2.5rem) 2rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,fieldset{margin:0;padding:0}
ul{list-style:none}
h1,h2,h3{line-height:1.15;letter-spacing:-.015em}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.16em}
a:hover{text-decoration-thickness:2px}
b{font-weight:650}
code,.file,.line,.rule{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em}
code{background:var(--faint);border-radius:3px;padding:.05em .3em}
summary{cursor:pointer}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
[hidden]{display:none!important}
.symbols{position:absolute}
.icon{width:1em;height:1em;flex:none;vertical-align:-.125em}
.icon .cut,.cut{stroke:var(--paper)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--ink);color:var(--paper);padding:.5rem 1rem;z-index:1}
.skip:focus{top:.5rem}
.soft{color:var(--soft)}`;

const FRAME = `
.masthead{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1rem;padding:.9rem 0;border-bottom:3px solid var(--ink)}
.brand{display:inline-flex;align-items:center;gap:.45rem;color:var(--ink);text-decoration:none;font-weight:700;letter-spacing:-.01em}
.brand .logo{width:1.35rem;height:1.35rem}
.brand .arm{color:var(--slipped)}
.person{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .75rem;color:var(--soft);font-size:.875rem}
.person b{color:var(--ink)}
.button{display:inline-block;font:inherit;font-size:.875rem;font-weight:600;line-height:1.25rem;padding:.4rem .85rem;border:1px solid var(--soft);border-radius:5px;background:transparent;color:var(--ink);text-decoration:none;cursor:pointer}
.button:hover{border-color:var(--ink);background:var(--faint)}
.strong{background:var(--ink);border-color:var(--ink);color:var(--paper)}
.strong:hover{background:var(--soft);border-color:var(--soft);color:var(--paper)}
.foot{margin-top:4rem;padding-top:.9rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem}
.pager{display:flex;justify-content:center;align-items:center;gap:1rem;margin:2rem 0 0;font-size:.875rem;font-variant-numeric:tabular-nums}
.empty{margin:2rem 0;padding:2.5rem 1rem;border:1px dashed var(--line);border-radius:6px;text-align:center;color:var(--soft)}`;

const HEADER = `
.repository{padding:clamp(1.25rem,3vw,2.25rem) 0 0}
.repository h1{font-size:clamp(1.75rem,1.1rem + 3vw,3.25rem);font-weight:750;letter-spacing:-.035em;line-height:1.05}
.repository h1 a{color:inherit;text-decoration:none}
.repository h1 a:hover{text-decoration:underline}
.owner{color:var(--soft);font-weight:400}
.repository p{color:var(--soft);font-size:.875rem;margin-top:.6rem}
.private{display:flex;gap:.4rem;align-items:baseline}
.roadmap{padding-top:1.75rem}
.roadmap+.roadmap{margin-top:3rem;border-top:3px solid var(--ink)}
.roadmap-head h2{font-size:1.375rem;font-weight:650}
.origin{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;margin-top:.35rem;color:var(--soft);font-size:.875rem}
.progress{display:grid;grid-template-columns:auto 1fr;align-items:center;gap:.6rem 1.5rem;margin-top:1.5rem}
.share{grid-row:span 2;color:var(--soft);font-size:.875rem;line-height:1.1}
.share b{display:block;font-size:2.5rem;font-weight:300;letter-spacing:-.04em;line-height:1;color:var(--ink);font-variant-numeric:tabular-nums}
.bar{display:block;width:100%;height:.75rem;border-radius:2px}
.bar-none{fill:var(--line)}.bar-planned{fill:var(--bar-planned)}.bar-in-progress{fill:var(--bar-in-progress)}.bar-slipped{fill:var(--bar-slipped)}.bar-done{fill:var(--bar-done)}.bar-dropped{fill:var(--bar-dropped)}
.counts{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;font-size:.875rem;font-variant-numeric:tabular-nums}
.counts li,.counts a{color:var(--soft);text-decoration:none;white-space:nowrap}
.counts a:hover{text-decoration:underline;color:var(--ink)}
.counts b{color:var(--ink)}
.counts .icon{margin-right:.35rem}`;

const STATES = `
.planned>.icon,.planned>a>.icon,.planned h3>.icon{color:var(--planned)}
.in-progress>.icon,.in-progress>a>.icon,.in-progress h3>.icon{color:var(--in-progress)}
.slipped>.icon,.slipped>a>.icon,.slipped h3>.icon{color:var(--slipped)}
.done>.icon,.done>a>.icon,.done h3>.icon{color:var(--done)}
.dropped>.icon,.dropped>a>.icon,.dropped h3>.icon{color:var(--dropped)}
.state{color:var(--soft);margin-right:.3rem}
.state.open>.icon{color:var(--open)}.state.done>.icon{color:var(--closed)}.state.missing>.icon{color:var(--error)}`;

const FILTER = `
.filter{display:flex;flex-wrap:wrap;align-items:end;gap:.75rem 1rem;margin-top:1.75rem;padding:1rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.field{display:flex;flex-direction:column;gap:.25rem;min-width:0;flex:1 1 9rem;max-width:16rem}
.search{flex:2 1 14rem;max-width:26rem}
.field label,.boxes legend{font-size:.8125rem;color:var(--soft)}
.field input[type=search],.field select{width:100%;min-width:0;height:2.15rem;padding:0 .6rem;font:inherit;font-size:.9375rem;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:5px}
.boxes{border:0;display:block;flex:0 1 auto;max-width:none}
.boxes legend{padding:0;margin-bottom:.25rem}
.box{display:inline-flex;align-items:center;gap:.35rem;margin:0 .9rem 0 0;line-height:2.15rem;font-size:.9375rem;white-space:nowrap;cursor:pointer}
.field .box{color:var(--ink);font-size:.9375rem}
.box input{margin:0;width:1rem;height:1rem;accent-color:var(--ink)}
@media (max-width:40rem){.field{max-width:none}}
.filter>.button{height:2.15rem;padding-top:0;padding-bottom:0}
.result{font-size:.875rem;color:var(--soft);padding:.6rem 0 0}
.result:empty{padding:0}
.ignored{color:var(--warning)}`;

const PICTURE = `
.picture{margin-top:2rem}
.picture-head{display:flex;align-items:baseline;justify-content:space-between;gap:1rem;margin-bottom:.6rem}
.picture h3,.file-findings h3{font-size:1.0625rem;font-weight:650}
.aside{font-size:.8125rem}
.scroll{overflow-x:auto;padding:.25rem 0}
.sideways{display:none}
@media screen and (max-width:61rem){
.sideways{display:inline}
.scroll{background:linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/3rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/3rem 100% no-repeat local,linear-gradient(90deg,var(--line),transparent) 0 0/1rem 100% no-repeat,linear-gradient(270deg,var(--line),transparent) 100% 0/1rem 100% no-repeat}
}
.scroll svg{display:block;width:100%;min-width:58rem;height:auto}
.mp-picture{--mp-canvas:var(--paper);--mp-text:var(--ink);--mp-soft:var(--soft);--mp-border:var(--line);--mp-planned:var(--planned);--mp-planned-fill:var(--faint);--mp-progress:var(--in-progress);--mp-progress-fill:var(--bar-in-progress);--mp-done:var(--done);--mp-slipped:var(--slipped);--mp-dropped:var(--dropped)}`;

const LANES = `
.lanes{margin-top:2.5rem;display:grid;gap:2.25rem}
.lane{border-top:2px solid var(--line);padding-top:.8rem;display:grid;gap:.8rem 1.5rem;grid-template-columns:minmax(0,1fr)}
.lane.planned{border-color:var(--planned)}.lane.in-progress{border-color:var(--in-progress)}.lane.slipped{border-color:var(--slipped)}.lane.done{border-color:var(--done)}.lane.dropped{border-color:var(--dropped)}
.lane h3{display:flex;align-items:center;gap:.45rem;font-size:1.0625rem;font-weight:650}
.lane .number{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums}
.lane .note{color:var(--soft);font-size:.8125rem;line-height:1.4;margin-top:.2rem}
.lane.bare{border-color:var(--line);grid-template-columns:10rem minmax(0,1fr)}
.lane.bare .note{display:none}
.lane.bare .lane-head{position:static}
.lane.bare+.lane.bare{margin-top:-1.25rem}
.none{color:var(--soft);font-size:.875rem}
.fold>summary{display:inline-block;font-size:.875rem;color:var(--link)}
.fold[open]>summary{margin-bottom:.8rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.75rem}
.rest{margin-top:.9rem;font-size:.875rem}
.rest{color:var(--soft)}.rest a{margin-right:.4rem}
@media (min-width:64rem){
.lane{grid-template-columns:10rem minmax(0,1fr)}
.lane-head{position:sticky;top:.8rem;align-self:start}
.lane .number{margin-left:auto}
}`;

const CARD = `
.card{display:flex;flex-direction:column;gap:.5rem;padding:.8rem .9rem .65rem;background:var(--card);border:1px solid var(--line);border-radius:6px;font-size:.875rem;line-height:1.45;min-width:0}
.card:target{border-color:var(--link);box-shadow:0 0 0 1px var(--link)}
.title{font-size:.9375rem;font-weight:600;line-height:1.35;text-wrap:pretty}
.part{color:var(--soft);font-size:.8125rem;margin-top:-.3rem}
.description{color:var(--soft);display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.facts{display:flex;flex-wrap:wrap;gap:.3rem .4rem;align-items:center;font-size:.8125rem;line-height:1.3}
.target{font-weight:600;background:var(--faint);border-radius:3px;padding:.1rem .4rem}
.area{border:1px solid var(--line);border-radius:3px;padding:.05rem .4rem;color:var(--soft)}
.column{color:var(--soft)}
.references{display:flex;flex-wrap:wrap;gap:.15rem .9rem;font-size:.8125rem}
.word{color:var(--soft)}
.moves{display:flex;gap:.4rem;font-size:.8125rem;color:var(--soft)}
.moves .icon{margin-top:.2rem}
.moves.late{color:var(--slipped)}
.parts{border-left:2px solid var(--line);padding-left:.75rem;display:grid;gap:.55rem;margin-top:.15rem}
.parts li{display:grid;gap:.25rem;min-width:0}
.parts .title{font-size:.875rem;font-weight:500}
.parts .line{font-weight:400}
.found{font-size:.8125rem}
.found>summary{color:var(--soft)}
.findings{display:grid;gap:.5rem;margin-top:.4rem}
.severity{font-weight:650}
.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.info{color:var(--info)}
.rule,.line{white-space:nowrap}
.source{display:flex;justify-content:space-between;align-items:baseline;gap:.75rem;margin-top:auto;padding-top:.15rem;font-size:.75rem;color:var(--soft)}
.line{color:var(--soft);font-size:.75rem;text-decoration-color:var(--line)}
.line:hover{color:var(--ink);text-decoration-color:currentColor}
.file-findings{margin-top:2.5rem;border-top:2px solid var(--line);padding-top:.8rem;font-size:.9375rem}
.file-findings .findings{margin-top:.75rem;max-width:60rem}`;

const OTHER = `
.index-head{padding:clamp(1.25rem,3vw,2.25rem) 0 0}
.index-head h1,.message h1{font-size:clamp(1.75rem,1.1rem + 3vw,3.25rem);font-weight:750;letter-spacing:-.035em;line-height:1.05}
.index-head p{color:var(--soft);margin-top:.5rem}
.index{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,28rem),1fr));gap:0 2.5rem}
.index>li{padding:1.1rem 0;align-content:start;border-bottom:1px solid var(--line);display:grid;gap:.35rem}
.index h2{font-size:1.125rem;font-weight:650}
.index h2 a{color:var(--ink);text-decoration:none}
.index h2 a:hover{text-decoration:underline}
.index p{font-size:.875rem}
.index .bar{height:.5rem}
.what{color:var(--soft)}
.welcome,.message{max-width:40rem;margin:2.5rem 0}
.welcome h2{font-size:1.375rem;margin-bottom:.75rem}
.welcome ol{margin:1rem 0 0;padding-left:1.25rem;display:grid;gap:.5rem}
.message{display:grid;gap:1rem;justify-items:start}`;

const PRINT = `
@media (forced-colors:active){.bar rect{stroke:CanvasText;stroke-width:1}}
@media print{
:root{--paper:#fff;--faint:#f3f3f3;--soft:#444}
body{max-width:none;padding:0;font-size:10pt}
.skip,.filter,.person,.masthead .button,.pager,.rest a,.aside,.result a,.fold>summary,.foot{display:none}
a{color:inherit;text-decoration:none}
.scroll{overflow:visible}.scroll svg{min-width:0}
.cards{grid-template-columns:repeat(2,minmax(0,1fr))}
.card,.picture,.file-findings li{break-inside:avoid}
.lane{display:block}.lane-head{position:static;break-after:avoid;margin-bottom:.5rem}
.description{display:block}
details::details-content{display:block;content-visibility:visible;height:auto}
details>:not(summary){display:block}
}`;

/** The style element's whole content: its hash goes into the Content-Security-Policy. */
export const PAGE_STYLE = compact(
  [BASE, FRAME, HEADER, STATES, FILTER, PICTURE_STYLE, PICTURE, LANES, CARD, OTHER, PRINT].join('\n'),
);
