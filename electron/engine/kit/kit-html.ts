import { groupLength, keyGroups, lookAlikeOf } from '../../../shared/key-groups';
import type { KitPaper } from '../../../shared/kit';
import { kitWords } from '../../../shared/words/kit';
import { kitCode, kitCodeSvg } from './kit-code';
import type { KitContent } from './kit-content';
import { kitFacts, legendOf, restoreSteps } from './kit-facts';
import { kitBlock } from './kit-record';
import { kitStyle } from './kit-style';
import { isForeign, isNumbered, numberOf, shownCharacter } from './shown';

/** From this length on the characters are smaller, and the code stands below them. */
const longFrom = 41;
/** Up to this length there is a box for each character to write; beyond, lines. */
const boxesUpTo = 128;
/** Side of a module of the code in millimetres, and of the smallest code: a fax has to carry it. */
const moduleMillimetres = 0.8;
const codeMillimetres = 38;

/**
 * The recovery kit as one HTML page without scripts or anything from elsewhere, to be read on a screen, printed, or printed
 * into a PDF. Holds the key.
 */
export const kitHtml = (content: KitContent, paper: KitPaper): string => `<!doctype html>
<html lang="${content.language}"><head><meta charset="utf-8"><title>${escapeHtml(title(content))}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<style>${kitStyle(paper)}</style></head><body><main>
${head(content)}
${keyPart(content)}
${factsPart(content)}
${restorePart(content)}
${handPart(content)}
<section class="machine"><p>${escapeHtml(kitWords[content.language].forProgram)}</p>
<pre>${kitBlock(content).map(escapeHtml).join('\n')}</pre></section>
</main></body></html>
`;

const title = ({ language, backupName }: KitContent): string =>
  `${kitWords[language].title} ${backupName}`.trim();

function head({ language, practice }: KitContent): string {
  const words = kitWords[language];
  const banner = practice ? `<p class="practice">${escapeHtml(words.practice)}</p>` : '';
  return `${banner}<h1>${escapeHtml(words.title)}</h1>
<p class="why">${escapeHtml(words.why)}</p><p>${escapeHtml(words.keepApart)}</p>`;
}

function keyPart(content: KitContent): string {
  const characters = Array.from(content.key);
  const long = characters.length >= longFrom;
  const numbered = characters.some((each) => isNumbered(each) || isForeign(each));
  const marked = characters.some((character) => lookAlikeOf(character));
  const legend = legendOf(content, { marked, numbered }).map(
    (line) => `<p class="legend">${escapeHtml(line)}</p>`,
  );
  const groups = `<ol class="groups">${groupItems(content)}</ol>`;
  const inside = long
    ? `${groups}${legend.join('')}${codePart(content)}`
    : `<div class="beside"><div>${groups}${legend.join('')}</div>${codePart(content)}</div>`;
  const kind = `key${long ? ' long' : ''}${numbered ? ' foreign' : ''}`;
  return `<section class="${kind}"><h2>System Backup Key</h2>${inside}</section>`;
}

function groupItems({ key, language }: KitContent): string {
  const names = kitWords[language].lookAlikes;
  const cell = (character: string): string => {
    const alike = lookAlikeOf(character);
    const kind = alike ? ' alike' : isNumbered(character) ? ' numbered' : '';
    const name = alike ? names[alike] : isForeign(character) ? numberOf(character) : undefined;
    const word = name ? `<small>${escapeHtml(name)}</small>` : '';
    return `<span class="cell${name ? ' named' : ''}"><span class="character${kind}">${escapeHtml(shownCharacter(character))}</span>${word}</span>`;
  };
  return keyGroups(key)
    .map(
      ({ characters, check }, index) =>
        `<li class="group"><span class="number">${index + 1}</span>${Array.from(characters, cell).join('')}<b class="check">${check}</b></li>`,
    )
    .join('');
}

function codePart({ key, language }: KitContent): string {
  const words = kitWords[language];
  const code = kitCode(key);
  if (!code) return `<p class="legend">${escapeHtml(words.noCode)}</p>`;
  const side = Math.max(codeMillimetres, code.length * moduleMillimetres);
  const caption = escapeHtml(words.code);
  const drawing = kitCodeSvg(code, caption);
  return `<figure><div style="width: ${side}mm; margin: 0 auto">${drawing}</div><figcaption>${caption}</figcaption></figure>`;
}

function factsPart(content: KitContent): string {
  const { labels, byHand } = kitWords[content.language];
  const facts = kitFacts(content);
  const row = (label: string, value: string, kind: string): string =>
    `<dt>${escapeHtml(label)}</dt><dd class="${kind}">${escapeHtml(value)}</dd>`;
  const known = facts
    .map(({ label, value }) =>
      value === undefined ? '' : row(label, value, label === labels.sha256 ? 'wide sum' : ''),
    )
    .join('');
  const open = facts.filter(({ value }) => value === undefined);
  const lines = open.map(({ label }) => row(label, '', 'line')).join('');
  const unknown =
    open.length === 0
      ? ''
      : `<p class="unknown">${escapeHtml(byHand)}</p><dl class="hand">${lines}</dl>`;
  return `<h2>${escapeHtml(labels.backup)}</h2><dl class="facts">${known}</dl>${unknown}`;
}

function restorePart(content: KitContent): string {
  const steps = restoreSteps(content).map((step) => `<li>${escapeHtml(step)}</li>`);
  return `<h2>${escapeHtml(kitWords[content.language].restore.title)}</h2><ol class="steps">${steps.join('')}</ol>`;
}

function handPart({ key, language }: KitContent): string {
  const { hand } = kitWords[language];
  const line = (label: string): string => `<dt>${escapeHtml(label)}</dt><dd class="line"></dd>`;
  return `<h2>${escapeHtml(hand.title)}</h2>
<dl class="hand">${line(hand.where)}${line(hand.who)}${line(hand.signed)}</dl>
<div class="again"><p style="margin-top: 2mm">${escapeHtml(hand.again)}</p>${roomForKey(key)}</div>`;
}

function roomForKey(key: string): string {
  const length = Array.from(key).length;
  if (length > boxesUpTo) {
    const lines = Math.min(12, Math.ceil(length / 40));
    return '<div class="line"></div>'.repeat(lines);
  }
  const groups = Array.from({ length: Math.ceil(length / groupLength) }, (_, group) => {
    const boxes = Math.min(groupLength, length - group * groupLength);
    return `<span>${'<i></i>'.repeat(boxes)}</span>`;
  });
  return `<div class="boxes">${groups.join('')}</div>`;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
