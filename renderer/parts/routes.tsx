import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { formatAddress, type ServerLogin } from '../../shared/plan';
import { sides } from '../connect-form';
import { serverFace } from '../server-face';
import { contactWords, frameWords } from '../words/en';
import { loginWords } from '../words/en-connect';
import { routeWords } from '../words/en-login';
import { FactList, type FactRow } from './fact-list';
import { Section } from './section';

/** While connecting: which servers are passed and reached, and as whom. */
export function Routes({ state }: { readonly state: MigrationState }) {
  return sides.map((side) => (
    <Section key={side} title={routeWords.title(frameWords.sides[side].toLowerCase())}>
      <FactList rows={rows(state, side)} />
    </Section>
  ));
}

function rows(state: MigrationState, side: Side): readonly FactRow[] {
  const endpoint = state.plan[side];
  const hops = (endpoint.via ?? []).map((hop, at) => ({
    name: loginWords.hop(at + 1),
    value: login(hop),
    mono: true,
  }));
  const contact = contactWords[serverFace(state, side).contact];
  return [
    ...hops,
    { name: frameWords.sides[side], value: login(endpoint), mono: true },
    { name: routeWords.state, value: contact },
  ];
}

const login = (server: ServerLogin): string => `${server.user}@${formatAddress(server)}`;
