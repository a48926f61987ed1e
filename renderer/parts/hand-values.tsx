import type { Network } from '../../shared/appliance';
import { handValues, moveByHand } from '../../shared/words/cutover';
import { handWords } from '../words/en-cutover';
import { CopyButton } from './copy-button';
import css from './hand-values.module.css';

type Props = {
  readonly network: Network;
  /** Where and how stands beside them already. */
  readonly guided?: boolean;
};

/** The network settings that a person types at a console, each to copy. */
export function HandValues({ network, guided = false }: Props) {
  return (
    <>
      <p>{guided ? moveByHand.values : moveByHand.how}</p>
      <dl className={css['values']}>
        {handValues(network).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <CopyButton text={value} label={handWords.copy} name={handWords.copyOf(name)} />
          </div>
        ))}
      </dl>
      <p>{moveByHand.dns}</p>
      <p>{guided ? moveByHand.waitsForCertificate : moveByHand.waits}</p>
    </>
  );
}
