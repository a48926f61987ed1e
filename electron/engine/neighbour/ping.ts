import type { Quiet } from '../../../shared/silence';
import type { RunProgram } from './run-program';

/** Pings an address (numbers, no name) once, with the system's own program. */
export async function ping(
  address: string,
  platform: NodeJS.Platform,
  run: RunProgram,
): Promise<Quiet> {
  const { program, args } = commandFor(address, platform);
  const end = await run(program, args);
  if ('failed' in end) return { state: 'not-measured', reason: end.failed };
  const said = `${end.stdout}\n${end.stderr}`;
  if (platform === 'win32') return byWindows(end.exitCode, said);
  if (end.exitCode === 0) return { state: 'answers' };
  if (/permitted|permission denied|not allowed|are you root/i.test(said))
    return { state: 'not-measured', reason: 'not-allowed' };
  // Packets went out and none came back: 1 by iputils and BusyBox, 2 by BSD and macOS; anything else is trouble here.
  const sent = /\b[1-9]\d* packets transmitted/.test(said);
  return sent ? { state: 'quiet' } : { state: 'not-measured', reason: 'unclear' };
}

/** Windows ends with 0 also where a router says that the host is not there; a reply of the host itself has a TTL or, by IPv6, a time. */
function byWindows(exitCode: number, said: string): Quiet {
  if (/\bTTL[=:]\d/i.test(said) || /^[^\r\n]*[=<]\s?\d+\s?ms\s*$/m.test(said))
    return { state: 'answers' };
  const lost = /100\s?%|\(0x|=\s*1[,\s]/.test(said);
  return exitCode !== 0 || lost ? { state: 'quiet' } : { state: 'not-measured', reason: 'unclear' };
}

function commandFor(
  address: string,
  platform: NodeJS.Platform,
): { readonly program: string; readonly args: readonly string[] } {
  const six = address.includes(':');
  if (platform === 'win32') return { program: 'ping', args: ['-n', '1', '-w', '1000', address] };
  if (platform === 'darwin')
    return six
      ? { program: 'ping6', args: ['-c', '1', '-n', address] }
      : { program: 'ping', args: ['-c', '1', '-n', '-t', '1', address] };
  return { program: 'ping', args: ['-c', '1', '-W', '1', address] };
}
