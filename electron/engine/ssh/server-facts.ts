import type { ServerAt } from '../../../shared/connecting';

/** Which server a failure is about, under the names that the words for failures use. */
export const factsOf = ({
  host,
  port,
  hop,
}: ServerAt): { readonly host: string; readonly port: number; readonly hop?: number } => ({
  host,
  port,
  ...(hop === undefined ? {} : { hop }),
});
