import { Checkbox, Radio, Stack, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AgentAnswer } from '../../shared/connecting';
import type { Failure } from '../../shared/failure';
import { toFailure } from '../../shared/failure';
import { client } from '../bridge';
import type { Draft, ServerDraft } from '../endpoint-draft';
import { loginWords } from '../words/en-connect';
import { ActionFailure } from './action-failure';
import css from './login-part.module.css';

type Props = {
  readonly draft: ServerDraft;
  readonly onChange: (changes: Partial<Draft>) => void;
};

/** Whether the SSH agent is asked for keys, and for which. */
export function AgentPart({ draft, onChange }: Props) {
  const { agent, keys, identitiesOnly } = draft;
  const on = agent !== false;
  return (
    <div>
      <Switch
        label={loginWords.agent}
        checked={on}
        onChange={(event) => onChange({ agent: event.currentTarget.checked ? undefined : false })}
        mb="xs"
      />
      {on && <AgentKeys draft={draft} onChange={onChange} />}
      {on && (keys.length > 0 || identitiesOnly) && (
        <Checkbox
          mt="xs"
          label={loginWords.identitiesOnly}
          checked={identitiesOnly ?? false}
          onChange={(event) =>
            onChange({ identitiesOnly: event.currentTarget.checked || undefined })
          }
        />
      )}
    </div>
  );
}

function AgentKeys({ draft: { agent, agentKey }, onChange }: Props) {
  const answer = useAgent(agent === false ? undefined : agent);
  if (!answer) return <p className={css['hint']}>{loginWords.agentLoading}</p>;
  if ('code' in answer) return <ActionFailure failure={answer} />;
  if (answer.keys.length === 0) return <p className={css['hint']}>{whyNone(answer)}</p>;
  return (
    <Radio.Group
      label={loginWords.agentKeys}
      value={agentKey ?? ''}
      onChange={(value) => onChange({ agentKey: value || undefined })}
    >
      <Stack gap={6} mt={4}>
        <Radio value="" label={loginWords.agentAny} />
        {answer.keys.map(({ comment, type, sha256 }) => (
          <Radio
            key={sha256}
            value={sha256}
            label={loginWords.agentOnly(comment || loginWords.agentUnnamed)}
            description={
              <span className={css['fingerprint']}>
                {type.replace('ssh-', '')} {sha256}
              </span>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

const whyNone = ({ problem }: AgentAnswer): string => {
  if (problem === undefined) return loginWords.agentEmpty;
  return problem === 'none' ? loginWords.agentNone : loginWords.agentProblem(problem);
};

/** What the agent said, or why it could not be asked; undefined until then. */
function useAgent(agent: string | undefined): AgentAnswer | Failure | undefined {
  const [answer, setAnswer] = useState<AgentAnswer | Failure>();
  useEffect(() => {
    let gone = false;
    const take = (next: AgentAnswer | Failure) => {
      if (!gone) setAnswer(next);
    };
    client
      .call('list-agent-keys', agent === undefined ? {} : { agent })
      .then(take, (thrown: unknown) => take(toFailure(thrown)));
    return () => {
      gone = true;
    };
  }, [agent]);
  return answer;
}
