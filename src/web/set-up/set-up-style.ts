/** How the set-up page looks: one column, light or dark as the reader has it. Its hash stands in the page's policy. */
export const SET_UP_STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --shade: #f6f8fa; --link: #0958c4; --go: #1a7f37; --on-go: #ffffff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d; --paper: #0d1117; --shade: #161b22; --link: #6cb6ff; --go: #2ea043; --on-go: #06130a; --bad: #ff938a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 0; }
p { margin: .6rem 0; }
a { color: var(--link); }
code, pre { font: .9em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; }
ol.steps { list-style: none; margin: 2rem 0 0; padding: 0; }
ol.steps > li { border-left: 3px solid var(--line); padding: 0 0 1.75rem 1.25rem; color: var(--soft); }
ol.steps > li[aria-current] { border-color: var(--go); color: var(--ink); }
ol.steps > li.done { border-color: var(--go); }
.note { color: var(--soft); font-size: .925rem; }
.problem { color: var(--bad); font-weight: 600; }
fieldset { border: 0; margin: 1.1rem 0; padding: 0; }
legend, label.field { display: block; font-weight: 600; padding: 0; }
.field-note { display: block; color: var(--soft); font-size: .9rem; margin: .1rem 0 .35rem; }
.choice { display: flex; gap: .55rem; align-items: baseline; margin: .3rem 0; }
input[type=text], input[type=url] { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 6px; padding: .5rem .65rem; }
input[aria-invalid=true] { border-color: var(--bad); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
button, .button { display: inline-block; font: inherit; font-weight: 600; color: var(--on-go); background: var(--go); border: 0; border-radius: 6px; padding: .6rem 1.1rem; cursor: pointer; text-decoration: none; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; margin: .6rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: .35rem .6rem .35rem 0; font-weight: normal; overflow-wrap: anywhere; }
th { color: var(--soft); white-space: nowrap; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; }
@media (max-width: 30rem) { th { white-space: normal; } main { padding-top: 1.5rem; } }
`;
