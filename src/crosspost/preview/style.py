"""The styles of the preview."""

from __future__ import annotations

#: Of the page and of both panes: light and dark, and the marks.
COLORS = """
:root { color-scheme: light dark;
  --page: #f4f5f7; --card: #fff; --text: #1c2024; --dim: #5c6570; --line: #d5d9de; --link: #0a58b8;
  --in: #dff3e4; --in-line: #2e8b57; --out: #eceef1; --out-text: #636c76;
  --doubt: #fff0c2; --doubt-line: #b97900; --lost: #ffdfdc; --lost-line: #c4302b; }
@media (prefers-color-scheme: dark) { :root {
  --page: #14171a; --card: #1d2125; --text: #e3e6e9; --dim: #9aa4ae; --line: #373e45;
  --link: #78b3ff;
  --in: #1d3a29; --in-line: #58b67f; --out: #262b30; --out-text: #929ca6;
  --doubt: #453711; --doubt-line: #e0a93a; --lost: #4d2321; --lost-line: #ff7b72; } }
*, ::before { box-sizing: border-box; }
.in { background: var(--in); border-bottom: 2px solid var(--in-line); }
.out { background: var(--out); color: var(--out-text); text-decoration: line-through 1px; }
.doubt { background: var(--doubt); border-bottom: 3px dashed var(--doubt-line); }
.lost { background: var(--lost); border-bottom: 4px double var(--lost-line); }
"""
#: Of the page around the panes, which are under one another in a narrow window.
PAGE = """
html { font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; background: var(--page); color: var(--text); display: flex;
  flex-direction: column; height: 100vh; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header { padding: .8rem 1.2rem .7rem; background: var(--card);
  border-bottom: 1px solid var(--line); }
h1 { font-size: 1.2rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
header p { margin: .15rem 0 0; color: var(--dim); font-size: .87rem; overflow-wrap: anywhere; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: .5rem 0 0;
  padding: 0; font-size: .87rem; }
.legend span { padding: 0 .45em; border-radius: 3px; }
details { margin-top: .55rem; font-size: .9rem; }
summary { cursor: pointer; font-weight: 600; }
details ol { margin: .3rem 0 0; padding-left: 1.6rem; max-height: 20vh; overflow: auto; }
details li { overflow-wrap: anywhere; }
li.lost, li.doubt { border: 0; background: none; }
li.lost::marker { color: var(--lost-line); font-weight: 700; }
li.doubt::marker { color: var(--doubt-line); font-weight: 700; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: 1rem; padding: 1rem 1.2rem; }
main.single { grid-template-columns: minmax(0, 1fr); }
section { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
h2 { font-size: .95rem; margin: 0 0 .4rem; display: flex; flex-wrap: wrap;
  gap: 0 .6rem; align-items: baseline; }
h2 small { font-weight: 400; color: var(--dim); overflow-wrap: anywhere; }
iframe { flex: 1; width: 100%; border: 1px solid var(--line); border-radius: 6px;
  background: var(--card); }
@media (max-width: 800px) {
  body { height: auto; } main { grid-template-columns: minmax(0, 1fr); padding: .7rem; }
  header { padding: .7rem; } iframe { height: 80vh; flex: none; } }
"""
#: Of a document in a pane.
PANE = """
html { font: 16px/1.6 system-ui, sans-serif; background: var(--card); color: var(--text);
  scroll-padding: 3rem; }
body { margin: 0 auto; padding: 1rem 1.3rem 4rem; max-width: 46rem; overflow-wrap: anywhere; }
a { color: var(--link); }
.out a { color: inherit; }
img { max-width: 100%; height: auto; }
h1, h2, h3, h4 { line-height: 1.3; }
table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100%; }
th, td { border: 1px solid var(--line); padding: .25rem .55rem; text-align: left;
  vertical-align: top; }
.front { font-size: .87rem; margin-bottom: 1.6rem; }
.front th { color: var(--dim); font-weight: 600; white-space: nowrap; }
pre { overflow: auto; padding: .7rem; border: 1px solid var(--line); border-radius: 4px; }
code { font-size: .9em; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid var(--line); }
figure { margin: 1rem 0; } figcaption { color: var(--dim); font-size: .9rem; }
.hidden { display: none; }
.in, .out, .doubt, .lost { padding: .05em 0; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; border-radius: 2px; }
.medium { display: inline-block; padding: .3rem; max-width: 100%; }
.medium img { display: block; min-height: 1.2em; }
.medium.out img { opacity: .45; max-height: 9rem; width: auto; }
.player { font-size: .87rem; }
.label { display: inline-block; font: 600 .68rem/1.5 system-ui, sans-serif; padding: 0 .4em;
  margin-right: .4em; border-radius: 3px; vertical-align: .15em; color: var(--card);
  background: var(--out-text); }
.in > .label { background: var(--in-line); }
.doubt > .label { background: var(--doubt-line); }
.lost > .label { background: var(--lost-line); }
.medium > .label { margin-bottom: .2rem; }
:target { animation: found 2s; scroll-margin-top: 4rem; }
@keyframes found { 0%, 60% { outline: 6px solid var(--link); } }
@media (prefers-reduced-motion: reduce) { :target { animation: none;
  outline: 4px solid var(--link); } }
"""
