import { DoneIcon } from './icons';
import css from './proof-list.module.css';

/** What was measured and held true. */
export function ProofList({ proofs }: { readonly proofs: readonly string[] }) {
  return (
    <ul className={css['list']}>
      {proofs.map((proof) => (
        <li key={proof}>
          <span>
            <DoneIcon />
          </span>
          {proof}
        </li>
      ))}
    </ul>
  );
}
