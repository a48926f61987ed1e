import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { estimateOf } from '../../shared/estimate-of';
import { type Finding, type FindingId, findingKey } from '../../shared/finding';
import { isBlocking } from '../../shared/finding-rules';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { withWorksheet } from '../../shared/worksheet-finding';
import { findingsText } from '../findings-text';
import { isLooking } from '../looking';
import { FindingsExport } from '../parts/findings-export';
import { PageBody } from '../parts/page-body';
import { headingIdOf } from '../parts/review-row';
import { ReviewRows } from '../parts/review-rows';
import { Section } from '../parts/section';
import { leavesOf, StopButton } from '../parts/stop-button';
import { TimeEstimate } from '../parts/time-estimate';
import { useAction } from '../parts/use-action';
import { useAnswer } from '../parts/use-answer';
import { WaysPart } from '../parts/ways-part';
import { WindowPlanPart } from '../parts/window-plan-part';
import { WorksheetPart } from '../parts/worksheet-part';
import {
  answerOf,
  asEntered,
  canPass,
  canSay,
  emptyReview,
  isPending,
  missingOf,
  remarkOf,
  type Tally,
  tallyOf,
} from '../review';
import { bySeverity } from '../review-filter';
import { setLook, setReviewer } from '../reviewing';
import { serverName } from '../server-face';
import { useApp } from '../store';
import { reviewWords } from '../words/en-findings';
import { windowPlanWords } from '../words/en-window-plan';

/** What the checks found: what blocks is said or let pass here, or looked at again, before anything is changed. */
export function ReviewFindings({ state }: { readonly state: MigrationState }) {
  const review = useApp(({ reviews }) => reviews[state.id]) ?? emptyReview;
  const reviewer = useApp((app) => app.reviewer);
  const stop = useAction();
  const { question } = state;
  // What is written into the worksheet on this page counts at once, as it does when one goes on.
  const findings = withWorksheet(state.findings, state);
  const answering = useAnswer(state, question ?? { id: '' });
  const looking = isLooking(state, review);
  const busy = looking || answering.busy || !question;
  const { news, arrival } = useArrivals(state, looking, review.look?.only);

  const remarked = findings.map((finding) => ({ finding, remark: remarkOf(review, finding) }));
  const entered = remarked.map(({ finding, remark }) => asEntered(finding, remark, reviewer));
  const blocking = entered.filter(isBlocking);
  const unfinished = remarked.filter(
    ({ finding, remark }) => missingOf(finding, remark).length > 0,
  );
  const answerable = remarked.some(
    ({ finding, remark }) => canSay(finding) || canPass(finding, remark),
  );
  const estimate = estimateOf(state);
  const title = titleOf(tallyOf(entered));
  const hindrance = looking ? reviewWords.lookingWhy : hindranceOf(blocking, unfinished);

  const answer = (action: 'go-on' | 'look-again', only?: FindingId): void => {
    const by = reviewer.trim();
    answering.send({
      kind: 'review-findings',
      action,
      ...(only && { only: [only] }),
      ...answerOf(findings, review),
      ...(by !== '' && { by }),
    });
  };
  const look = (only?: Finding): void => {
    setLook(state.id, { step: currentStep(state), only: only && findingKey(only) });
    answer('look-again', only?.id);
  };
  const goOn = (): void => {
    setLook(state.id, undefined);
    answer('go-on');
  };
  return (
    <PageBody
      title={title}
      why={reviewWords.why}
      wide
      arrival={arrival}
      leaves={leavesOf(state)}
      hindrance={hindrance}
      failure={answering.failure ?? stop.failure}
      actions={
        <>
          <StopButton asker={state} action={stop} />
          <Button variant="default" disabled={busy} onClick={() => look()}>
            {looking ? reviewWords.looking : reviewWords.lookAgain}
          </Button>
          <Button
            disabled={busy || blocking.length > 0 || unfinished.length > 0}
            aria-describedby={hindrance && 'hindrance'}
            onClick={goOn}
          >
            {reviewWords.goOn}
          </Button>
        </>
      }
    >
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      {answerable && (
        <TextInput
          size="sm"
          maw={320}
          mb="sm"
          label={reviewWords.name}
          description={reviewWords.nameHint}
          maxLength={100}
          autoComplete="name"
          value={reviewer}
          onChange={(event) => setReviewer(event.currentTarget.value)}
        />
      )}
      <ReviewRows migrationId={state.id} remarked={remarked} busy={busy} onLook={look} />
      <WaysPart state={state} />
      <WorksheetPart state={state} />
      <Section title={windowPlanWords.title}>
        <TimeEstimate estimate={estimate} />
        <WindowPlanPart state={state} estimate={estimate} />
      </Section>
      <Section title={reviewWords.elsewhere}>
        <FindingsExport
          migrationId={state.id}
          serverName={serverName(state, 'source')}
          text={findingsText(title, entered)}
          pending={remarked.some(({ finding, remark }) => isPending(finding, remark))}
        />
      </Section>
    </PageBody>
  );
}

/** What is spoken after a look, and where the focus goes then: to the finding that was looked at, or to the heading. */
function useArrivals(state: MigrationState, looking: boolean, only: string | undefined) {
  const [news, setNews] = useState('');
  const [arrival, setArrival] = useState<string>();
  const id = state.question?.id;
  const last = useRef(id);
  useEffect(() => {
    if (id === undefined || id === last.current) return;
    last.current = id;
    const { blocking, unsaid, warnings, fine } = tallyOf(state.findings);
    setNews(reviewWords.looked(reviewWords.counts(blocking, unsaid, warnings, fine)));
    // Who has gone on typing meanwhile stays there.
    if (document.activeElement instanceof HTMLInputElement) return;
    const row = only === undefined ? null : document.getElementById(headingIdOf(only));
    if (row) row.focus();
    else setArrival(id);
  }, [id, only, state.findings]);
  return { news: looking ? reviewWords.looking : news, arrival };
}

const titleOf = ({ blocking, warnings, unsaid }: Tally): string =>
  blocking > 0 ? reviewWords.blocked(blocking) : reviewWords.free(warnings, unsaid);

const namedAtMost = 5;

/** Why one cannot go on yet: what blocks, else what was begun and is not complete. */
function hindranceOf(
  blocking: readonly Finding[],
  unfinished: readonly { readonly finding: Finding }[],
): string | undefined {
  const named = (findings: readonly Finding[]): string => {
    const ids = [...new Set(findings.toSorted(bySeverity).map(({ id }) => id))];
    const rest = ids.splice(namedAtMost);
    return reviewWords.some(ids.join(', '), rest.length);
  };
  if (blocking.length > 0) return reviewWords.stillBlocked(named(blocking));
  if (unfinished.length === 0) return undefined;
  return reviewWords.unfinished(named(unfinished.map(({ finding }) => finding)));
}
