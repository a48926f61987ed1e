import type { ServerAt } from '../../../shared/connecting';
import { type Failure, isFailure, toFailure } from '../../../shared/failure';
import type { LinuxProbes, WebProbes } from '../../../shared/probes';
import type { Engine } from '../../engine/engine';
import { aboutFamily, familyNamed } from '../../engine/guide/families';
import { guessFamily } from '../../engine/guide/guess-family';
import type { ProbeOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, failedEnding, finished } from '../ending';
import { failureText } from '../failure-text';
import { followTest } from '../follow-test';
import { oneServer } from '../one-server';
import type { Desk } from '../ports';
import { guessText, linuxText, webText } from '../probe-text';

/** `probe`: what a server shows without its vendor being known, and which family it may belong to; changes nothing there. */
export async function probe(host: ServerAt, options: ProbeOptions, desk: Desk): Promise<Ending> {
  const { screen, terminal, ports } = desk;
  const layout = { width: terminal.width(), paint: terminal.paint };
  const engine = ports.openEngine();
  try {
    const web = await lookAtWeb(host, engine, desk);
    if (web.probes) {
      screen.item({ type: 'web', ...web.probes });
      screen.write(`${webText(cleanAll(web.probes), layout)}\n`);
    }
    if (isFailure(web.thrown, 'migration.cancelled')) return failedEnding(toFailure(web.thrown));
    if (options.ssh === undefined && web.failure) return failedEnding(web.failure);
    if (web.failure) {
      screen.item({ type: 'web-failed', failure: web.failure });
      screen.write(`${failureText(web.failure, layout.width, layout.paint)}\n`);
    }
    const ssh =
      options.ssh === undefined ? undefined : await askLinux(options.ssh, options, desk, engine);
    if (ssh && !ssh.probes) return ssh.ending;
    if (ssh?.probes) {
      screen.item({ type: 'linux', ...ssh.probes });
      screen.write(`\n${linuxText(cleanAll(ssh.probes), layout)}\n`);
    }
    const guess = guessFamily({ version: options.seen, learned: ssh?.probes?.learned });
    const about = aboutFamily(familyNamed(guess.family));
    screen.item({ type: 'family', ...guess, about });
    screen.write(guessText(cleanAll(guess), about, layout));
    const whole =
      !web.failure &&
      web.probes?.failure === undefined &&
      (ssh?.probes?.results ?? []).every(({ failure }) => !failure);
    return whole ? finished : { ...finished, exitCode: 1 };
  } finally {
    await engine.close();
  }
}

type SeenOnWeb = {
  readonly probes?: WebProbes;
  readonly failure?: Failure;
  readonly thrown?: unknown;
};

async function lookAtWeb(
  host: ServerAt,
  engine: Pick<Engine, 'lookAtWeb'>,
  { interruption }: Pick<Desk, 'interruption'>,
): Promise<SeenOnWeb> {
  const aborter = new AbortController();
  const unhear = interruption.onStop(() => aborter.abort());
  try {
    return { probes: await engine.lookAtWeb(host, aborter.signal) };
  } catch (thrown) {
    return { failure: toFailure(thrown), thrown };
  } finally {
    unhear();
  }
}

async function askLinux(
  host: string,
  options: ProbeOptions,
  desk: Desk,
  engine: Engine,
): Promise<{ readonly ending: Ending; readonly probes?: LinuxProbes | undefined }> {
  const { screen, interruption } = desk;
  const { endpoint, answerer } = await oneServer(host, options, desk, engine);
  let probes: LinuxProbes | undefined;
  const hear = (told: LinuxProbes): void => {
    probes = told;
  };
  const begin = async () => ({ id: engine.probe(endpoint, hear) });
  const ending = await followTest({ engine, endpoint, screen, answerer, interruption, begin });
  return ending.outcome === 'finished' ? { ending, probes } : { ending };
}
