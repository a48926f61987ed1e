import { type KitWords, restorePath } from './kit-words';

/** The recovery kit in German; `{version}`, `{file}` and `{server}` are put in. */
export const germanKit: KitWords = {
  title: 'Notfallblatt für ein System Backup',
  practice: 'Dieses Blatt gehört zu Übungsservern. Nichts Echtes hängt davon ab.',
  why: 'Der Server zeigt den System Backup Key nur einmal und bewahrt ihn nicht auf. Ohne den Schlüssel ist die Sicherung wertlos.',
  keepApart:
    'Bewahren Sie dieses Blatt getrennt von der Sicherung auf: gedruckt in einem Tresor oder in einem Passwortmanager. Wer beides hat, kann die Sicherung wiederherstellen.',
  labels: {
    server: 'Server',
    address: 'Adresse',
    product: 'Produkt',
    backup: 'Sicherung',
    file: 'Datei',
    size: 'Größe',
    sha256: 'SHA-256',
    written: 'Geschrieben',
    migration: 'Migration',
  },
  bytes: 'Byte',
  byHand: 'Noch nicht bekannt. Bitte eintragen, sobald die Sicherung da ist:',
  groups: { group: 'Gruppe', characters: 'Zeichen', check: 'Prüfzeichen' },
  typing: 'Tippen Sie die Zeichen aller Gruppen nacheinander, ohne die Prüfzeichen.',
  checks:
    'Das Prüfzeichen einer Gruppe wird aus ihren Zeichen und ihrer Nummer berechnet: Passt es nicht, ist etwas in der Gruppe falsch.',
  lookAlikes: {
    zero: 'Null',
    'letter-o': 'großes O',
    'small-o': 'kleines O',
    one: 'Eins',
    'letter-i': 'großes I',
    'letter-l': 'kleines L',
  },
  marked: 'Zeichen, die anderen ähnlich sehen, sind unterstrichen und benannt.',
  space: '␣ ist ein Leerzeichen. Tippen Sie dafür ein Leerzeichen.',
  numbered: 'U+ mit Ziffern nennt ein Zeichen mit seiner Nummer in Unicode.',
  code: 'Der Code enthält den Schlüssel und sonst nichts.',
  noCode:
    'Es gibt keinen Code zum Scannen: Der Schlüssel ist zu lang für einen, den eine Kamera lesen kann.',
  codeElsewhere: 'In den Formen HTML und PDF gibt es auch einen Code zum Scannen.',
  restore: {
    title: 'Von Hand wiederherstellen',
    steps: [
      'Stellen Sie einen neuen Server mit Version {version} bereit oder mit einer Version, die der Hersteller als dazu passend nennt.',
      `Öffnen Sie in seiner Webkonsole: ${restorePath}.`,
      'Drücken Sie „Choose File“, wählen Sie {file}, geben Sie den Schlüssel ein und drücken Sie „Import“.',
      'Warten Sie. Die Seite kann minutenlang stehen bleiben und Sie abmelden.',
      'Melden Sie sich dann mit den Konten des alten Servers ({server}) an.',
    ],
  },
  hand: {
    title: 'Von Hand auszufüllen',
    where: 'Wo aufbewahrt',
    who: 'Von wem aufbewahrt',
    again: 'Der Schlüssel noch einmal',
    signed: 'Datum und Unterschrift',
  },
  forProgram: 'Für das Programm, das den Schlüssel aus dieser Datei liest:',
};
