import type { Side } from '../../shared/appliance';
import { changeDraft, changeSide } from '../connecting';
import type { ServerFaults } from '../draft-faults';
import { addressOf, type Draft, type ServerDraft } from '../endpoint-draft';
import { useApp } from '../store';
import { frameWords } from '../words/en';
import { loginWords } from '../words/en-connect';
import { AgentPart } from './agent-part';
import { Fold } from './fold';
import { JumpHosts } from './jump-hosts';
import { KeyFiles } from './key-files';
import css from './login-part.module.css';
import { SteadyButton } from './steady-button';

type Props = { readonly side: Side; readonly hopFaults: readonly ServerFaults[] };

/** Key files, agent and jump hosts: folded, because a password is asked for anyway. */
export function LoginPart({ side, hopFaults }: Props) {
  const { draft, open } = useApp(({ form }) => form[side]);
  const change = (changes: Partial<Draft>): void => changeDraft(side, changes);
  return (
    <Fold
      title={loginWords.title}
      short={shortly(draft)}
      open={open.login === true || hopFaults.length > 0}
      onOpen={(login) => changeSide(side, { open: { ...open, login } })}
    >
      <p className={css['hint']}>{loginWords.password}</p>
      <KeyFiles
        keys={draft.keys}
        server={frameWords.sides[side]}
        onChange={(keys) => change({ keys })}
      />
      <AgentPart draft={draft} onChange={change} />
      <JumpHosts hops={draft.hops} faults={hopFaults} onChange={(hops) => change({ hops })} />
      <LegacyPart server={draft} onTakeBack={() => change({ legacy: false })} />
      {draft.hops.map((hop, at) => (
        <LegacyPart
          key={hop.id}
          server={hop}
          onTakeBack={() => change({ hops: draft.hops.with(at, { ...hop, legacy: false }) })}
        />
      ))}
    </Fold>
  );
}

function LegacyPart({
  server,
  onTakeBack,
}: {
  readonly server: ServerDraft;
  readonly onTakeBack: () => void;
}) {
  if (!server.legacy) return null;
  const address = addressOf(server);
  return (
    <div>
      <p className={css['hint']}>{loginWords.legacy(address)}</p>
      <SteadyButton
        name={`${loginWords.legacyOff}: ${address}`}
        onPress={(button) => {
          // It goes away with its line.
          button.closest('details')?.querySelector('summary')?.focus();
          onTakeBack();
        }}
      >
        {loginWords.legacyOff}
      </SteadyButton>
    </div>
  );
}

/** What it is set to, for the line that is always there. */
function shortly(draft: Draft): string {
  const { short } = loginWords;
  const withPassword = draft.agent === false ? short.passwordOnly : short.password;
  return [
    draft.keys.length > 0 ? short.keys(draft.keys.length) : '',
    draft.agentKey && draft.agent !== false ? short.agentKey : '',
    draft.keys.length > 0 || draft.agentKey ? '' : withPassword,
    draft.hops.length > 0 ? short.hops(draft.hops.length) : '',
    [draft, ...draft.hops].some(({ legacy }) => legacy) ? short.legacy : '',
  ]
    .filter(Boolean)
    .join(', ');
}
