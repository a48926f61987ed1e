import { type ConnectionTest, currentStage, type Stage } from '../../../shared/connection-test';

/** The lines of a test for a program: how it began, each stage that is over, each question; every one once. */
export function testNews(): (test: ConnectionTest) => readonly Readonly<Record<string, unknown>>[] {
  const told = new Map<string, Stage['state']>();
  const asked = new Set<string>();
  let begun = false;
  return ({ id, endpoint, stages, question }) => {
    const lines: Readonly<Record<string, unknown>>[] = [];
    if (!begun) lines.push({ type: 'test', id, endpoint });
    begun = true;
    for (const stage of stages) {
      if (stage.state === 'waiting' || stage.state === 'running') continue;
      const name = `${stage.server.hop ?? ''} ${stage.stage}`;
      if (told.get(name) === stage.state) continue;
      told.set(name, stage.state);
      lines.push({ type: 'stage', id, ...stage });
    }
    if (question && !asked.has(question.id)) {
      asked.add(question.id);
      lines.push({ type: 'question', id, question });
    }
    return lines;
  };
}

/** What the last line tells of a test. */
export function testResult(test: ConnectionTest) {
  const { id, status, identity, agreed, legacyAllowed, archiving } = test;
  const stopped = status === 'passed' ? undefined : currentStage(test);
  return {
    id,
    ...(stopped && { stage: stopped.stage, server: stopped.server }),
    ...(identity && { identity }),
    ...(agreed && { agreed }),
    legacyAllowed,
    ...(archiving?.folder !== undefined && {
      folder: archiving.folder,
      files: archiving.files.length,
      saved: archiving.saved.length,
    }),
  };
}
