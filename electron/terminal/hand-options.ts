import { InvalidArgumentError, Option } from 'commander';
import type { Side } from '../../shared/appliance';
import {
  type HandOperation,
  handOperations,
  type Way,
  type WaysOfSide,
  ways,
} from '../../shared/hand-work';
import type { Endpoint } from '../../shared/plan';

/** Which operation of a server goes which way. */
export type WayOf = { readonly operation: HandOperation; readonly way: Way };

/** What a person does, as the command line has it. */
export type HandOptions = {
  readonly byHand?: true;
  readonly sourceByHand?: true;
  readonly targetByHand?: true;
  readonly sourceWayOf?: readonly WayOf[];
  readonly targetWayOf?: readonly WayOf[];
};

/** The options for it. */
export const handOptions = (): readonly Option[] => [
  new Option('--by-hand', 'nobody logs in over SSH: a person does it in the web consoles'),
  new Option('--source-by-hand', 'the same for the old server alone; its port is that of HTTPS'),
  new Option('--target-by-hand', 'the same for the new server alone; its port is that of HTTPS'),
  new Option(
    '--source-way-of <operation=way>',
    'how one thing is done at the old server, such as backup=hand; may be given several times',
  ).argParser(readWayOf),
  new Option(
    '--target-way-of <operation=way>',
    'the same at the new server, such as importBackup=hand',
  ).argParser(readWayOf),
];

function readWayOf(text: string, before: readonly WayOf[] = []): readonly WayOf[] {
  const [name, said] = text.split('=');
  const operation = handOperations.find((each) => each === name);
  const way = ways.find((each) => each === said);
  if (operation === undefined)
    throw new InvalidArgumentError(
      `It is one of ${handOperations.join(', ')}, then = and the way.`,
    );
  if (way === undefined) throw new InvalidArgumentError(`The way is one of ${ways.join(', ')}.`);
  return [...before, { operation, way }];
}

/** True where nobody logs in to a server, as an option says. */
export const isByHand = (
  side: Side,
  { byHand, sourceByHand, targetByHand }: HandOptions,
): boolean => byHand === true || (side === 'source' ? sourceByHand : targetByHand) === true;

/** A server as it is reached by what the options say of its ways. */
export function withHands(endpoint: Endpoint, side: Side, options: HandOptions): Endpoint {
  const said = (side === 'source' ? options.sourceWayOf : options.targetWayOf) ?? [];
  const own: WaysOfSide = Object.fromEntries(said.map(({ operation, way }) => [operation, way]));
  const all = { ...endpoint.ways, ...own };
  const { port } = endpoint;
  return {
    ...endpoint,
    ...(isByHand(side, options) && {
      access: 'web' as const,
      // What was typed behind the host is where its pages are.
      ...(port !== 22 && endpoint.webPort === undefined && { webPort: port }),
    }),
    ...(Object.keys(all).length > 0 && { ways: all }),
  };
}
