import { type AlgorithmKind, implicitMac } from '../../shared/connecting';
import { isWeak } from '../../shared/weak-algorithms';
import { testWords } from '../words/en-connect';
import css from './algorithm-name.module.css';
import { WarningIcon } from './icons';

/** The name of an algorithm, marked where it is weak. */
export function AlgorithmName({
  kind,
  name,
}: {
  readonly kind: AlgorithmKind;
  readonly name: string;
}) {
  return (
    <span className={css['name']}>
      {name === implicitMac ? testWords.implicitMac : name}
      {isWeak(kind, name) && (
        <span className={css['weak']}>
          <WarningIcon size={15} />
          {testWords.weak}
        </span>
      )}
    </span>
  );
}
