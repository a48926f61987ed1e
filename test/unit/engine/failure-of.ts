import { type Failure, FailureError } from '../../../shared/failure';

/** The failure that some work ends with; anything else that it ends with fails the test. */
export async function failureOf(work: () => unknown): Promise<Failure> {
  let value: unknown;
  try {
    value = await work();
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown.failure;
    throw thrown;
  }
  throw new Error(`no failure, but ${JSON.stringify(value)}`);
}
