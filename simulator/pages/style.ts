/** The pages' style: follows the system's light or dark setting, needs nothing from outside. */
export const style = `
:root {
	color-scheme: light dark;
	--page: light-dark(#eef1f6, #12151b);
	--card: light-dark(#ffffff, #1c2029);
	--line: light-dark(#d8dee8, #333a47);
	--text: light-dark(#1c2430, #e8ecf3);
	--quiet: light-dark(#5c6879, #9aa6b8);
	--accent: light-dark(#0b5fd0, #6ba8ff);
	--on-accent: light-dark(#ffffff, #0c1420);
	--bubble: light-dark(#e6e9ef, #2b313d);
	--good: light-dark(#12733b, #5ccf8c);
	--bad: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
	font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); }
h1 { font-size: 1.35rem; margin: 0 0 .75rem; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
.quiet { color: var(--quiet); font-size: .85rem; }
.good { color: var(--good); } .bad { color: var(--bad); }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center;
	padding: .75rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
.bar nav { display: flex; gap: .25rem; }
.bar nav a { padding: .25rem .75rem; border-radius: 999px; text-decoration: none; color: var(--quiet); }
.bar nav a[aria-current] { background: var(--accent); color: var(--on-accent); }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
main.bare { max-width: 34rem; padding-top: 3rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
	padding: 1.25rem; margin-bottom: 1rem; }
button, .button { font: inherit; cursor: pointer; border: 1px solid var(--line); border-radius: 10px;
	padding: .4rem .9rem; background: var(--card); color: var(--text); }
button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent);
	font-weight: 600; }
button.small { padding: .1rem .6rem; font-size: .8rem; border-radius: 999px; }
input[type=text], input[type=url], input[type=number], textarea { font: inherit; width: 100%; padding: .5rem .75rem;
	border: 1px solid var(--line); border-radius: 10px; background: var(--page); color: var(--text); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.phone { max-width: 25rem; margin: 0 auto; border: 10px solid light-dark(#1b1f27, #3a4150);
	border-radius: 44px; background: var(--card); overflow: hidden;
	display: flex; flex-direction: column; height: min(46rem, calc(100vh - 8rem));
	min-height: 30rem; box-shadow: 0 20px 50px rgb(0 0 0 / .18); }
.phone > header { text-align: center; padding: .8rem 1rem .6rem; border-bottom: 1px solid var(--line);
	font-weight: 600; }
.screen { flex: 1; overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: 1.1rem; }
.sms > header { font-size: .78rem; color: var(--quiet); margin: 0 0 .2rem .6rem; }
.sms > header strong { color: var(--text); }
.bubble { background: var(--bubble); border-radius: 18px 18px 18px 5px; padding: .6rem .9rem;
	overflow-wrap: anywhere; white-space: pre-wrap; width: fit-content; max-width: 88%; }
.bubble.mine { background: var(--accent); color: var(--on-accent); margin: .4rem 0 0 auto;
	border-radius: 18px 18px 5px 18px; }
.meta { margin: .35rem 0 0 .6rem; font-size: .75rem; color: var(--quiet); overflow-wrap: anywhere; }
.meta code { font-size: .95em; }
.row { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .35rem 0 0 .6rem; }
article.later .bubble { background: none; border: 1px dashed var(--quiet); }
article.cancelled .bubble { text-decoration: line-through; color: var(--quiet); }
.empty { margin: auto; text-align: center; color: var(--quiet); padding: 1rem; }
.compose { padding: .6rem .75rem; border-top: 1px solid var(--line); display: grid; gap: .5rem; }
.compose > div { display: flex; gap: .5rem; align-items: center; }
.compose label { display: flex; gap: .5rem; align-items: center; flex: 1; min-width: 0; }
.compose input { border-radius: 999px; min-width: 0; }
select { font: inherit; min-width: 0; flex: 1; padding: .3rem .5rem; border-radius: 10px;
	border: 1px solid var(--line); background: var(--page); color: var(--text); }
.saved { color: var(--good); font-weight: 600; margin-right: .75rem; }
.offer { margin: .35rem 0 0; overflow-wrap: anywhere; }

fieldset { border: 0; padding: 0; margin: 0 0 1.75rem; }
legend { font-weight: 600; padding: 0; margin-bottom: .6rem; }
.scale { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: .3rem; }
.choice { display: flex; flex-wrap: wrap; gap: .5rem; }
.scale label, .choice label { position: relative; display: block; text-align: center; cursor: pointer;
	border: 1px solid var(--line); border-radius: 10px; padding: .55rem 0; }
.choice label { padding: .55rem 1.1rem; }
.scale input, .choice input { position: absolute; opacity: 0; inset: 0; cursor: pointer; margin: 0; }
.scale label:hover, .choice label:hover { border-color: var(--accent); }
.scale label:has(:checked), .choice label:has(:checked) { background: var(--accent);
	border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.scale label:has(:focus-visible), .choice label:has(:focus-visible) { outline: 2px solid var(--accent);
	outline-offset: 2px; }
.ends { display: flex; justify-content: space-between; color: var(--quiet); font-size: .8rem;
	margin-top: .35rem; }
@media (max-width: 30rem) { .scale { gap: .15rem; } .scale label { padding: .5rem 0; font-size: .9rem; }
	main, main.bare { padding: 1rem; } }

.fields { display: grid; gap: .9rem; margin-bottom: 1rem; }
.fields label { font-weight: 600; display: block; }
.fields label .quiet, .fields input, .fields select { font-weight: 400; display: block; }
.fields select { width: 100%; padding: .5rem .75rem; }
.active { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: .75rem; }
.active p { margin: 0; }
.fault { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
	justify-content: space-between; padding: .7rem 0; border-top: 1px solid var(--line); }
.fault > div:first-child { flex: 1 1 20rem; }
.fault .row { margin: 0; }
.log { width: 100%; border-collapse: collapse; font-size: .88rem; }
.log th { white-space: nowrap; text-align: left; color: var(--quiet); font-weight: 600; }
.log th, .log td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line);
	vertical-align: top; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
	.log tr:first-child { display: none; }
	.log tr { display: flex; flex-wrap: wrap; gap: .1rem .8rem; padding: .5rem 0;
		border-bottom: 1px solid var(--line); }
	.log td { border: 0; padding: 0; } .log td:last-child { flex: 1 0 100%; }
	.log td.attempt::before { content: "Attempt "; }
}
.log td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; margin: .4rem 0 0;
	background: var(--page); border-radius: 8px; padding: .6rem; max-height: 22rem; overflow: auto; }
`;
