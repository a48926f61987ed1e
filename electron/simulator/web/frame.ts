import { hasBackups } from '../command-line';
import type { MachineState } from '../machine';
import { type Html, html } from './html';
import type { Session } from './sessions';

/** The fields that make a form one of this session. */
export const tokenField = ({ token }: Session): Html =>
  html`<input type="hidden" name="token" value="${token}">`;

/** A form of one button that changes something. */
export const button = (
  session: Session,
  action: string,
  words: string,
  fields: Readonly<Record<string, string>> = {},
): Html =>
  html`<form class="inline" method="post" action="${action}">${tokenField(session)}${Object.entries(
    fields,
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button>${words}</button></form>`;

/** A form of one button that leads to another page. */
export const leadingTo = (action: string, words: string): Html =>
  html`<form class="inline" method="get" action="${action}"><button>${words}</button></form>`;

/** A field with its label. */
export const field = (label: string, input: Html): Html =>
  html`<p><label><span>${label}</span> ${input}</label></p>`;

/** Names and values, one below the other. */
export const facts = (rows: readonly (readonly [string, string | Html])[]): Html =>
  html`<table class="facts">${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</table>`;

const menuOf = (state: MachineState): readonly (readonly [string, readonly string[][]])[] => [
  ['', [['Dashboard', '/']]],
  ['Device Control', [['Computers', '/computers']]],
  ['System Configuration', [['System Settings', '/settings']]],
  ['System Maintenance', hasBackups(state) ? [['System Backup v2', '/backups']] : []],
  [
    'Appliance',
    [
      ['Server Information', '/appliance/server'],
      ['Server Maintenance', '/appliance/maintenance'],
    ],
  ],
];

/** A whole page; without a session that is logged in it has no menu. */
export function framed(
  state: MachineState,
  session: Session | undefined,
  title: string,
  body: Html,
): string {
  const { product, hostname, faults } = state;
  const note = session?.note;
  if (session) session.note = undefined;
  const menu = menuOf(state).filter(([, links]) => links.length > 0);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} - ${product}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><strong>${product}</strong> <span>${hostname}</span></header>
<div class="columns">
${
  session?.login !== undefined &&
  html`<nav aria-label="Menu">
${menu.map(
  ([name, links]) =>
    html`${name !== '' && html`<h2>${name}</h2>`}<ul>${links.map(([words = '', to = '']) => html`<li><a href="${to}">${words}</a></li>`)}</ul>
`,
)}
<p>Logged in as ${session.login}</p>
${button(session, '/logout', 'Log out')}
</nav>`
}
<main>
<h1>${title}</h1>
${note !== undefined && html`<p class="note" role="status">${note}</p>`}
${body}
${extras(state)}
</main>
</div>
<footer><span>Practice appliance, no real server.</span> <span id="version">${faults['no-version'] ? '' : `Version ${state.version}`}</span></footer>
</body>
</html>
`;
  return page.text;
}

/** What faults put on every page. */
function extras({ faults }: MachineState): Html | undefined {
  const long = faults['web-long-page'];
  if (long) return html`<p>${'All work and no play. '.repeat(Math.ceil(long.bytes / 22))}</p>`;
  if (!faults['web-pop-up']) return undefined;
  return html`<p><a href="https://192.0.2.1/" target="_blank">Open the news</a></p>
<script>window.open('https://192.0.2.1/'); document.title = typeof window.require + typeof window.process;</script>`;
}

/** The look of every page. */
export const style = `body { margin: 0; font: 15px/1.5 sans-serif; color: #1d2733; background: #f4f5f7; }
header { padding: .6em 1.2em; background: #24384e; color: #fff; }
header span { margin-left: 1em; opacity: .8; }
.columns { display: flex; min-height: calc(100vh - 6em); }
nav { flex: 0 0 13em; padding: .5em 1.2em; background: #e4e8ee; }
nav h2 { margin: 1em 0 0; font-size: .85em; text-transform: none; color: #4b5a6b; }
nav ul { margin: .2em 0; padding-left: 1em; list-style: none; }
main { flex: 1; padding: .5em 1.5em 2em; min-width: 0; }
h1 { font-size: 1.4em; }
main h2 { font-size: 1.15em; }
section { margin: 1em 0; padding: .3em 1em 1em; background: #fff; border: 1px solid #d3d9e0; }
table { border-collapse: collapse; background: #fff; }
th, td { padding: .35em .6em; border: 1px solid #d3d9e0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
.wide { overflow-x: auto; }
.hash { min-width: 9em; word-break: break-all; font-size: .85em; }
label span { display: inline-block; min-width: 12em; }
input:not([type=hidden]):not([type=checkbox]):not([type=file]) { padding: .25em; width: 22em; max-width: 100%; }
form.inline { display: inline-block; margin: 0 .3em .3em 0; }
button { padding: .3em .9em; }
.note { padding: .5em 1em; background: #fff6d6; border: 1px solid #e2cf8a; }
.generating, .failed { color: #b00020; font-weight: bold; }
.key { font: bold 1.4em monospace; user-select: all; overflow-wrap: anywhere; }
footer { display: flex; justify-content: space-between; padding: .5em 1.2em; color: #4b5a6b; }
`;
