import { expect, test, vi } from 'vitest';
import { openInterruption } from '../../../electron/terminal/interruption';

test('the first Ctrl+C is told to whoever works, the second ends at once', () => {
  const endAtOnce = vi.fn();
  const [works, left, late] = [vi.fn(), vi.fn(), vi.fn()];
  const interruption = openInterruption(endAtOnce);
  interruption.onStop(works);
  interruption.onStop(left)();

  interruption.trigger();
  expect(works).toHaveBeenCalledOnce();
  expect(left).not.toHaveBeenCalled();
  expect(endAtOnce).not.toHaveBeenCalled();
  interruption.onStop(late);
  expect(late).toHaveBeenCalledOnce();

  interruption.trigger();
  expect(endAtOnce).toHaveBeenCalledOnce();
  expect(works).toHaveBeenCalledOnce();
});
