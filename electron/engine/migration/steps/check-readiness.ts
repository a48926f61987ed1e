import { userInfo } from 'node:os';
import { fail } from '../../../../shared/failure';
import { type Finding, type FindingId, findingKey } from '../../../../shared/finding';
import { isBlocking, standingOf } from '../../../../shared/finding-rules';
import type { Told } from '../../../../shared/measured';
import { withWorksheet } from '../../../../shared/worksheet-finding';
import { catalogue } from '../../preflight/catalogue';
import type { Subject } from '../../preflight/check';
import { withReview } from '../../preflight/judging';
import { linkSpeeds } from '../../preflight/link-speed';
import { lookAt, updated } from '../../preflight/look';
import { readingsOf } from '../../preflight/readings';
import { toldBy } from '../../preflight/told';
import type { Step, Tools } from '../step';
import { acceptedPair } from './match-versions';

type Needed = 'source' | 'target' | 'verdict';

/**
 * Runs every check of the catalogue, and asks a person where one finds something or cannot be measured. Goes on when nothing
 * blocks any more. Changes nothing on either server.
 */
export const checkReadiness: Step<Needed, 'findings'> = {
  id: 'check-readiness',
  needs: ['source', 'target', 'verdict'],
  run: async (_given, tools) => {
    let { findings, measured } = await look(tools.state().findings, tools);
    for (let looked = false; ; ) {
      tools.found(findings, measured);
      // Who looked again sees what came of it before anything goes on.
      if (!looked && !findings.some(needsPerson)) return { findings };
      const blocking = findings.filter(isBlocking).map(findingKey);
      const answer = await tools.ask<'review-findings'>({ kind: 'review-findings', blocking });
      const at = tools.now().toISOString();
      // What was written into the worksheet meanwhile answers its question without another look.
      findings = withWorksheet(
        withReview(findings, answer, userInfo().username, at),
        tools.state(),
      );
      if (answer.action === 'stop') {
        tools.found(findings);
        fail('preflight.blocked', { errors: blocking.length, ids: blocking.join(', ') });
      }
      if (answer.action === 'look-again') {
        for (const side of ['source', 'target'] as const) (await tools.appliance(side)).anew?.();
        ({ findings, measured } = await look(findings, tools, answer.only));
        looked = true;
      } else if (!findings.some(isBlocking)) {
        tools.found(findings);
        return { findings };
      }
    }
  },
  /** Until something is asked of a server, a later run looks anew: a patch or a full disk of last night counts. */
  stillHolds: async (tools) => tools.state().facts.request !== undefined,
};

/** What is fine, or only worth knowing, or answered, needs nobody. */
const needsPerson = (finding: Finding): boolean =>
  ['warning', 'error', 'unknown'].includes(standingOf(finding));

/** The findings after a look, and what the servers told that an estimate goes by. */
async function look(
  before: readonly Finding[],
  tools: Tools,
  only?: readonly FindingId[] | undefined,
): Promise<{ findings: readonly Finding[]; measured: Told }> {
  const [source, target] = await Promise.all([
    tools.appliance('source'),
    tools.appliance('target'),
  ]);
  const [ofSource, ofTarget] = await Promise.all([source.identity(), target.identity()]);
  const identities = { source: ofSource, target: ofTarget };
  const { source: sourceKey } = tools.state().hostKeys;
  const subject: Subject = {
    servers: { source: readingsOf(source), target: readingsOf(target) },
    identities,
    verdict: acceptedPair(tools, ofSource.version, ofTarget.version),
    plan: tools.plan,
    hostKeys: tools.state().hostKeys,
    worksheet: tools.state().worksheet,
    keyAtSource: () => tools.reach.hostKeyAt('source', sourceKey?.type),
    folder: tools.folder,
    migrationId: tools.id,
    now: tools.now,
  };
  const findings = updated(before, await lookAt(catalogue, subject, only), tools.now());
  const earlier = tools.state().measured ?? {};
  const told = await toldBy(subject.servers, earlier, only);
  const bytesPerSecond = only
    ? earlier.bytesPerSecond
    : await linkSpeeds(subject.servers, { source: source.files, target: target.files });
  return { findings, measured: { ...told, ...(bytesPerSecond && { bytesPerSecond }) } };
}
