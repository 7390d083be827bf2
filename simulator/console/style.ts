/** The style sheet of all pages, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #c5303b; }
* { box-sizing: border-box; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.3rem; margin: 0 0 .2rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
p { margin: .2rem 0; }
a { color: inherit; }
.forms { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
form { border: 1px solid var(--line); border-radius: .5rem; display: grid; gap: .45rem; grid-template-columns: minmax(0, 1fr); padding: .8rem; align-content: start; }
form h3 { font-size: .95rem; margin: 0; }
label { display: grid; gap: .1rem; grid-template-columns: minmax(0, 1fr); font-size: .8rem; }
label.check { display: flex; gap: .4rem; align-items: center; }
input, select, textarea, button { font: inherit; padding: .3rem .4rem; }
select, input:not([type=checkbox]) { width: 100%; }
button { cursor: pointer; justify-self: start; }
table { border-collapse: collapse; width: 100%; font-size: .82rem; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
code, pre { font: .8rem/1.4 ui-monospace, monospace; }
pre { background: var(--soft); margin: 0; max-height: 14rem; overflow: auto; padding: .5rem; white-space: pre-wrap; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.notice { border-left: .25rem solid var(--line); margin: 1rem 0; padding-left: .8rem; }
.choices { display: grid; gap: .5rem; max-width: 28rem; }
`;
