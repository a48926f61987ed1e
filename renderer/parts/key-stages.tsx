import { keyWords } from '../words/en-key';
import { ArrowIcon } from './icons';
import css from './key-stages.module.css';

const stages = ['save', 'prove'] as const;
export type KeyStage = (typeof stages)[number];

/** Which of the two steps of saving the key this is. */
export function KeyStages({ now }: { readonly now: KeyStage }) {
  return (
    <ol className={css['stages']} aria-label={keyWords.stagesName}>
      {stages.map((stage, at) => (
        <li key={stage} aria-current={stage === now ? 'step' : undefined}>
          {at > 0 && <ArrowIcon size={16} />}
          {at + 1}. {keyWords.stages[stage]}
        </li>
      ))}
    </ol>
  );
}
