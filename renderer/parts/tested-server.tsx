import type { ReactNode } from 'react';
import type { Identity } from '../../shared/appliance';
import { type AgreedAlgorithms, algorithmKinds } from '../../shared/connecting';
import type { ConnectionTest } from '../../shared/connection-test';
import { clockOf, isTooOld, leastVersion } from '../test-view';
import { testWords } from '../words/en-connect';
import { AlgorithmName } from './algorithm-name';
import { WarningIcon } from './icons';
import css from './test-panel.module.css';

/** Who answered: system, role, addresses, clock, and what the connection is encrypted with. */
export function TestedServer({ test: { identity, agreed } }: { readonly test: ConnectionTest }) {
  const rows = [
    ...(identity ? identityRows(identity) : []),
    ...(agreed ? [[testWords.facts.algorithms, <Agreed key="agreed" agreed={agreed} />]] : []),
  ] as readonly (readonly [string, ReactNode])[];
  return (
    <>
      {identity && isTooOld(identity.version) && (
        <p className={css['warning']}>
          <WarningIcon size={18} />
          {testWords.tooOld(leastVersion)}
        </p>
      )}
      <dl className={css['facts']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function identityRows(identity: Identity): readonly (readonly [string, ReactNode])[] {
  const { facts } = testWords;
  const { version, versionFrom, os, role, sshServer, clockAheadSeconds, network } = identity;
  const addresses = identity.addresses?.length ? identity.addresses : [network.address];
  return [
    ...(versionFrom === 'person' ? [[facts.version, testWords.byPerson(version)] as const] : []),
    [facts.os, os],
    ...(role ? [[facts.role, role] as const] : []),
    ...(sshServer ? [[facts.ssh, sshServer] as const] : []),
    [facts.addresses, addresses.join(', ')],
    ...(clockAheadSeconds === undefined
      ? []
      : [[facts.clock, <Clock key="clock" aheadSeconds={clockAheadSeconds} />] as const]),
  ];
}

function Clock({ aheadSeconds }: { readonly aheadSeconds: number }) {
  const { says, off } = clockOf(aheadSeconds);
  if (!off) return says;
  return (
    <>
      <span className={css['warned']}>{says}</span>. {testWords.clockTodo}
    </>
  );
}

function Agreed({ agreed }: { readonly agreed: AgreedAlgorithms }) {
  return (
    <ul>
      {algorithmKinds.map((kind) => (
        <li key={kind}>
          <AlgorithmName kind={kind} name={agreed[kind]} />
        </li>
      ))}
    </ul>
  );
}
