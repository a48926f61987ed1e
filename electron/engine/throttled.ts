/**
 * Passes on the newest value of each key, at once and then at most every `milliseconds`; the last value always gets through.
 */
export function throttled<Value>(
  milliseconds: number,
  pass: (value: Value) => void,
): (key: string, value: Value) => void {
  const waiting = new Map<string, Value | undefined>();
  const release = (key: string): void => {
    const value = waiting.get(key);
    waiting.delete(key);
    if (value !== undefined) open(key, value);
  };
  const open = (key: string, value: Value): void => {
    pass(value);
    waiting.set(key, undefined);
    setTimeout(() => release(key), milliseconds);
  };
  return (key, value) => {
    if (waiting.has(key)) waiting.set(key, value);
    else open(key, value);
  };
}
