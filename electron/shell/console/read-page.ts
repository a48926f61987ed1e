import type { WebContents } from 'electron';
import { longestSelection } from '../../../shared/console-view';

/** The most characters of a page that are looked at. */
export const longestText = 200_000;

/** Milliseconds that a page has for an answer; one that is busy is left alone. */
const patience = 1500;

/** A world of its own: the page's scripts can neither see nor change what is read here. */
const ownWorld = 7401;

/** What can be seen of the page, in pieces, so that a page of any size costs the same; at most a fifth of a second of its time. */
const textScript = `(() => {
  if (!document.body) return '';
  const until = performance.now() + 200;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const parts = [];
  let left = ${longestText};
  while (left > 0 && performance.now() < until && walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(parent.tagName)) continue;
    if (!/\\S/.test(node.data.slice(0, left)) || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const piece = node.data.slice(0, left).trim();
    parts.push(piece);
    left -= piece.length + 1;
  }
  return parts.join('\\n').slice(0, ${longestText});
})()`;

const selectionScript = `(() => {
  const field = document.activeElement;
  const own = field && typeof field.selectionStart === 'number'
    ? field.value.slice(field.selectionStart, field.selectionEnd) : '';
  return (own || String(getSelection() ?? '')).slice(0, ${longestSelection + 1});
})()`;

/** The text that can be seen on the page; undefined where it does not answer in time. */
export const readText = (contents: WebContents): Promise<string | undefined> =>
  inOwnWorld(contents, textScript);

/** True where the page still does what it is asked; one that is busy for ever does not even go away. */
export async function isAlive(contents: WebContents): Promise<boolean> {
  if (contents.isDestroyed() || contents.isCrashed()) return false;
  return (await inTime(contents.mainFrame.executeJavaScript('true'))) === true;
}

/** What is selected there; undefined where that is nothing, or more than a key can be. */
export async function readSelection(contents: WebContents): Promise<string | undefined> {
  const text = (await inOwnWorld(contents, selectionScript))?.trim();
  return text && text.length <= longestSelection ? text : undefined;
}

async function inOwnWorld(contents: WebContents, code: string): Promise<string | undefined> {
  // While a page loads, it would be waited for.
  if (contents.isDestroyed() || contents.isCrashed() || contents.isLoadingMainFrame())
    return undefined;
  const said = await inTime(contents.executeJavaScriptInIsolatedWorld(ownWorld, [{ code }]));
  return typeof said === 'string' ? said : undefined;
}

async function inTime(asked: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  const said = await Promise.race([asked.catch(() => undefined), late]);
  clearTimeout(timer);
  return said;
}
