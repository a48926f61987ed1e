import { keptSource } from '../../../shared/keep-source';
import type { MigrationState } from '../../../shared/migration';
import { keepSourceLines, keepSourceWords } from '../../../shared/words/keep-source';

/**
 * A reminder for a calendar (RFC 5545) on the day until which the old server is kept; undefined where nothing is kept. The UID stays
 * the same however often it is made, so that a calendar replaces the earlier one.
 */
export function oldServerCalendar(state: MigrationState, now: Date): string | undefined {
  const kept = keptSource(state);
  if (!kept) return undefined;
  const source = state.facts.source?.hostname ?? state.plan.source.host;
  const target = state.facts.target?.hostname ?? state.plan.target.host;
  const summary = `Old Endpoint Protector server ${source}: may it be deleted?`;
  const description = [
    `${target} took the place of ${source} on ${kept.since.slice(0, 10)} (migration ${state.id}).`,
    ...keepSourceLines(state),
    `${keepSourceWords.confirmTitle}:`,
    ...keepSourceWords.confirm.map((each) => `- ${each}`),
    `Then record it: epp-migrate decommission ${state.id} --note "…"`,
  ].join('\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//EPP Migration Assistant//Old server//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${state.id}-${compact(state.createdAt)}-old-server@epp-migration-assistant`,
    `DTSTAMP:${compact(now.toISOString())}`,
    `DTSTART;VALUE=DATE:${kept.until.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dayAfter(kept.until)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    // Nine in the morning of that day.
    'TRIGGER:PT9H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261124T010203Z` */
const compact = (iso: string): string => `${iso.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');

/** RFC 5545, 3.3.11. Control characters have no place in a text. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');

const octetsInLine = 75;

/** RFC 5545, 3.1: lines of at most 75 octets, no character cut in two. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > octetsInLine) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
