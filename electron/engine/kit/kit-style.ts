import type { KitPaper } from '../../../shared/kit';

const mono =
  '"DejaVu Sans Mono", Consolas, Menlo, "Cascadia Mono", "Liberation Mono", ui-monospace, monospace';
const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif';

/** The looks of a kit: black on white everywhere, one page of A4 or Letter for a key of usual length. */
export const kitStyle = (paper: KitPaper): string => `
@page { size: ${paper === 'A4' ? 'A4' : 'letter'}; margin: 9mm 15mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #000; font: 9.2pt/1.32 ${sans}; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { max-width: 180mm; margin: 0 auto; padding: .5mm; }
@media screen { main { padding: 10mm 3mm; } }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 1.5mm; }
h2 { font-size: 10.5pt; margin: 2.6mm 0 .6mm; break-after: avoid; }
p { margin: 0 0 1mm; }
.practice { border: 1.5pt dashed #000; padding: 1.5mm 3mm; font-weight: bold; margin-bottom: 2mm; }
.why { font-weight: bold; }
.key { border: 1.5pt solid #000; border-radius: 2mm; padding: 2mm 3mm 2mm; margin-top: 3mm; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.key h2 { margin-top: 0; font-size: 12pt; }
.beside { display: flex; gap: 4mm; align-items: flex-start; }
.beside > div { flex: 1; min-width: 0; }
figure { margin: 0 auto; text-align: center; break-inside: avoid; }
.beside figure { width: 42mm; flex: none; }
.code { display: block; margin: 0 auto; }
figcaption { font-size: 7.5pt; line-height: 1.25; }
.groups { list-style: none; display: grid; grid-template-columns: repeat(2, max-content); gap: 1mm 6mm; margin: 0 0 1.5mm; padding: 0; direction: ltr; }
.group { display: flex; align-items: flex-start; break-inside: avoid; }
.number { width: 6mm; padding-top: 2.2mm; font-size: 8pt; text-align: right; margin-right: 1mm; user-select: none; }
.cell { min-width: 6.2mm; text-align: center; } .cell.named { min-width: 9mm; padding: 0 .4mm; }
.character { display: block; font: 17pt/1.3 ${mono}; font-variant-ligatures: none; white-space: pre; unicode-bidi: isolate; }
.numbered { font-size: 7pt; line-height: 22pt; padding: 0 .6mm; }
.alike { width: 5.6mm; margin: 0 auto; border-bottom: 1.6pt dotted #000; }
.cell small { display: block; font-size: 6.2pt; line-height: 1.05; padding-top: .4mm; max-width: 9.4mm; user-select: none; }
.check { min-width: 6mm; margin: .9mm 0 0 1mm; padding: 0 1mm; border: .75pt solid #000; border-radius: 1.5mm; font: 11pt/1.5 ${mono}; text-align: center; user-select: none; }
.long .groups { grid-template-columns: repeat(4, max-content); gap: .6mm 3mm; } .long.foreign .groups { grid-template-columns: repeat(3, max-content); column-gap: 6mm; }
.long .cell { min-width: 5mm; } .long .cell.named { min-width: 7mm; } .long .character { font-size: 12pt; } .long .numbered { font-size: 6pt; line-height: 15.6pt; }
.long .alike { width: 4.2mm; } .long .cell small { font-size: 5.6pt; max-width: 7mm; }
.long .number { padding-top: 1.2mm; font-size: 7pt; width: 7mm; } .long .check { font-size: 8.5pt; margin-top: .6mm; min-width: 5mm; }
.legend { font-size: 8.5pt; line-height: 1.3; margin: 0 0 .5mm; }
.facts { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: .6mm 3mm; margin: 0; }
dt { color: #333; } dd { margin: 0; overflow-wrap: anywhere; }
.facts .wide { grid-column: 2 / -1; }
.sum { font: 8.5pt/1.5 ${mono}; }
.unknown { margin: 1.5mm 0 0; }
.line { border-bottom: .75pt solid #000; min-height: 6.2mm; }
ol.steps { margin: 0; padding-left: 5mm; } .steps li { break-inside: avoid; }
.hand { display: grid; grid-template-columns: auto 1fr; gap: 0 3mm; align-items: end; }
.hand .line { min-height: 6.8mm; } .hand, .again { break-inside: avoid; }
.boxes { display: flex; flex-wrap: wrap; gap: 1.2mm 3.5mm; padding: 1.5mm 0 0 .75pt; }
.boxes span { display: flex; } .boxes i { width: 6mm; height: 8mm; border: .75pt solid #000; margin-left: -.75pt; }
.machine { break-inside: avoid; margin-top: 3mm; border-top: .75pt solid #000; padding-top: 1mm; font-size: 7.5pt; }
pre { margin: 0; font: 6.5pt/1.35 ${mono}; font-variant-ligatures: none; white-space: pre; overflow-x: auto; }
@media print { pre { overflow: visible; } }
@media screen and (max-width: 700px) {
  .beside { display: block; } .groups, .long .groups, .long.foreign .groups { grid-template-columns: max-content; }
  .facts { grid-template-columns: auto 1fr; }
}
`;
