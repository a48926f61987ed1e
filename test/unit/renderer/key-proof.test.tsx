import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { differs, failure, faulty, judging } from './key-faults';
import { openWindow } from './open-window';
import { questions, runningAt, stateOf } from './states';

const key = 'N07K1IAC0W00C4S4';
const chosen = { 'choose-file': { ticket: 't-9', name: 'kit.pdf' } };
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const field = () => screen.getByLabelText('Type or paste the key');
const groups = () => screen.getByLabelText('What you typed, in groups').querySelectorAll('li');
const answered = (answer: unknown, questionId = 'q-1') => ({ id: 'm-1', questionId, answer });

const pages = [
  { kind: 'save-key', goOn: 'Create backup on OLD-EPP' },
  { kind: 'enter-key', goOn: 'Use this key on NEW-EPP' },
] as const;

describe.each(pages)('the proof of the key ($kind)', ({ kind, goOn }) => {
  const asking = questions[kind];
  async function open(state = asking, answers: Readonly<Record<string, unknown>> = {}) {
    const opened = await openWindow(state, answers);
    const saved = screen.queryByRole('button', { name: 'I have saved the key' });
    if (saved) await opened.user.click(saved);
    return opened;
  }

  it('has no way on but the key or its kit', async () => {
    const { user } = await open();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(button(goOn)).toBeDisabled();
    await user.type(field(), '   ');
    expect(button(goOn)).toBeDisabled();
  });

  it('sends what was typed, as it was typed', async () => {
    const { user, asked } = await open();
    await user.type(field(), 'N07K 1IAC 0W00 C4S4');
    await user.click(button(goOn));
    expect(asked('answer-question').map(({ input }) => input)).toEqual([
      answered({ kind, secret: 'N07K 1IAC 0W00 C4S4' }),
    ]);
    expect(screen.getByText('The key is being checked.')).toBeVisible();
  });

  it('draws what is typed in groups with check characters, spaces aside', async () => {
    const { user } = await open();
    await user.type(field(), 'N07K 1I');
    expect(Array.from(groups(), (group) => group.textContent)).toEqual([
      expect.stringMatching(/^1 N07K check [2-9A-Y] 0 zero$/),
      expect.stringMatching(/^2 1I check [2-9A-Y] 1 one I letter I$/),
    ]);
    await user.clear(field());
    expect(groups()).toHaveLength(0);
  });

  it('sends the kit that was opened, which takes the place of what was typed', async () => {
    const { user, asked } = await open(asking, chosen);
    await user.type(field(), 'N07K');
    await user.click(button('Open the saved kit…'));
    expect(asked('choose-file')[0]?.input).toEqual({ purpose: 'kit' });
    expect(screen.getByText('kit.pdf is read when you go on.')).toBeVisible();
    expect(field()).toHaveValue('');
    expect(groups()).toHaveLength(0);
    await user.click(button(goOn));
    expect(asked('answer-question')[0]?.input).toEqual(answered({ kind, kit: { ticket: 't-9' } }));
  });

  it('leaves the kit aside where something is typed after it', async () => {
    const { user, asked } = await open(asking, chosen);
    await user.click(button('Open the saved kit…'));
    await user.type(field(), 'N07K{Enter}');
    expect(asked('answer-question')[0]?.input).toEqual(answered({ kind, secret: 'N07K' }));
  });

  it('stays as it was where no kit was chosen', async () => {
    const { user } = await open();
    await user.type(field(), 'N07K');
    await user.click(button('Open the saved kit…'));
    expect(field()).toHaveValue('N07K');
  });

  it('names the groups that are wrong, marks them, and leaves the text for correction', async () => {
    const { user, push, asked } = await open();
    await user.type(field(), 'N07KXIAC0W00C4SX{Enter}');
    await push(judging(asking));
    expect(field()).toHaveValue('N07KXIAC0W00C4SX');
    await push(faulty(asking, differs([2, 4])));
    expect(screen.getByRole('alert')).toHaveTextContent('Group 2 and group 4 are not right.');
    expect(Array.from(groups(), (group) => /not right/.test(group.textContent ?? ''))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(field()).toHaveFocus();
    await user.type(field(), '{Backspace}4');
    expect(groups()[1]).toHaveTextContent('not right');
    expect(groups()[3]).not.toHaveTextContent('not right');
    await user.click(button(goOn));
    expect(asked('answer-question').at(-1)?.input).toEqual(
      answered({ kind, secret: 'N07KXIAC0W00C4S4' }, 'q-2'),
    );
  });

  it.each([
    [differs([3]), 'Group 3 is not right.'],
    [differs([1, 2, 3, 4]), 'Groups 1, 2, 3 and 4 are not right. Perhaps it is the key of another'],
    [differs([4], 'shorter'), 'Group 4 is not right. Some characters are missing.'],
    [differs([], 'longer'), 'There are some characters too many.'],
    [differs([2], 'case'), 'Large and small letters are mixed up.'],
    [differs([2], 'look-alike'), 'Characters that look alike are mixed up'],
    [failure('kit.not-one', { file: 'cat.png', seen: 'a picture' }), 'cat.png: a picture.'],
    [failure('kit.damaged'), 'The recovery kit is damaged'],
    [failure('kit.other-backup', { seen: 'b', expected: 'a' }), 'that of b, not of a'],
    [failure('file.unreadable'), 'cannot be read'],
    [failure('key.wrong'), 'The new server has not seen it.'],
  ])('says plainly what is wrong: %j', async (fault, words) => {
    await openWindow(faulty(asking, fault));
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(field()).toBeEnabled();
    expect(button(goOn)).toBeDisabled();
  });

  it('asks for a kit anew after the one that was not right', async () => {
    const { user, push } = await open(asking, chosen);
    await user.click(button('Open the saved kit…'));
    await user.click(button(goOn));
    await push(judging(asking));
    await push(faulty(asking, failure('kit.damaged')));
    expect(screen.queryByText(/is read when you go on/)).toBeNull();
    expect(button(goOn)).toBeDisabled();
  });

  it('leaves nothing of the key in what the page and React remember once it was right', async () => {
    const { user, push } = await open();
    await user.type(field(), `${key}{Enter}`);
    const own = field() as HTMLInputElement;
    await push(judging(asking));
    const next = kind === 'save-key' ? 'create-backup' : 'verify-target';
    await push(stateOf(runningAt(next)));
    expect(own.value).toBe('');
    expect(document.documentElement.outerHTML).not.toContain('N07K');
    expect(remembered(document.body)).toContain('OLD-EPP');
    expect(remembered(document.body)).not.toContain(key);
  });
});

/** All texts that can be reached from React's tree, one a line. */
function remembered(root: HTMLElement): string {
  const seen = new Set<object>();
  const texts: string[] = [];
  const waiting: unknown[] = Array.from(root.querySelectorAll('*'))
    .concat(root)
    .flatMap((element) =>
      Object.entries(element).flatMap(([name, value]) =>
        name.startsWith('__react') ? [value] : [],
      ),
    );
  expect(waiting.length).toBeGreaterThan(0);
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    if (value instanceof Node || value === window) continue;
    seen.add(value);
    for (const each of Object.values(Object.getOwnPropertyDescriptors(value)))
      waiting.push(each.value);
  }
  return texts.join('\n');
}

describe('a key that nobody has any more', () => {
  const heading = () => screen.getByRole('heading', { level: 1 });

  it('is explained before the backup is given up, with a way back', async () => {
    const { user, asked } = await openWindow(questions['enter-key']);
    await user.click(button('I do not have the key any more'));
    expect(heading()).toHaveTextContent('Give this backup up?');
    expect(heading()).toHaveFocus();
    expect(screen.getByText(/is useless\. Nobody can restore it/)).toBeVisible();
    expect(screen.getByText(/new backup made on OLD-EPP/)).toBeVisible();
    await user.click(button('Back to the key'));
    expect(field()).toBeVisible();
    expect(asked('answer-question')).toEqual([]);
    await user.click(button('I do not have the key any more'));
    await user.click(button('Give this backup up'));
    expect(asked('answer-question')[0]?.input).toEqual(answered({ kind: 'enter-key', lost: true }));
  });
});
