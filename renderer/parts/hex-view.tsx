import { Text, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type Ref, useState } from 'react';
import { firstLine, hexLines, hexOffset, hexText, offsetIn } from '../hex-lines';
import { formatNumber } from '../words/en';
import { hexWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import { CopyButton } from './copy-button';
import css from './hex-view.module.css';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useBytes } from './use-bytes';
import { useRoom } from './use-room';

/** Lines of one look. */
const lines = 16;
/** Below this many pixels a line has half as many bytes. */
const roomForSixteen = 620;

/** Where somebody looks: the byte that is marked, if one was asked for. */
export type Looking = { readonly offset: number; readonly marked: boolean };

type Props = {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly looking: Looking;
  readonly onLook: (looking: Looking) => void;
  /** Takes the focus when somebody was led here. */
  readonly region?: Ref<HTMLDivElement>;
};

/** Any part of a file byte by byte. */
export function HexView({ id, size, looking, onLook, region }: Props) {
  const { room, box } = useRoom();
  const width = room >= roomForSixteen ? 16 : 8;
  const from = firstLine(looking.offset, size, width, lines);
  const { read, failure } = useBytes(id, from, width * lines);
  const shown = read ? hexLines(read.hex, read.from, width) : [];
  const to = Math.min(size, from + width * lines);
  const move = (bytes: number): void => {
    const offset = Math.max(0, Math.min(from + bytes, Math.max(0, size - 1)));
    onLook({ offset, marked: false });
  };
  const toEnd = (): void => onLook({ offset: Math.max(0, size - 1), marked: false });
  const press = (event: KeyboardEvent): void => {
    const step = keySteps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (step === 'begin') onLook({ offset: 0, marked: false });
    else if (step === 'end') toEnd();
    else move(step * width);
  };
  return (
    <Section title={hexWords.title}>
      <OffsetField size={size} onLook={onLook} />
      <div className={css['moves']}>
        <SteadyButton off={from === 0} onPress={() => move(-from)}>
          {hexWords.begin}
        </SteadyButton>
        <SteadyButton off={from === 0} onPress={() => move(-width * lines)}>
          {hexWords.back}
        </SteadyButton>
        <SteadyButton off={to >= size} onPress={() => move(width * lines)}>
          {hexWords.forward}
        </SteadyButton>
        <SteadyButton off={to >= size} onPress={toEnd}>
          {hexWords.end}
        </SteadyButton>
        <CopyButton key={from} text={hexText(shown, width)} label={hexWords.copy} />
      </div>
      <div ref={box}>
        {/* biome-ignore lint/a11y/useSemanticElements: it is no form */}
        <div
          ref={region ?? null}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move through the file
          tabIndex={0}
          className={css['bytes']}
          aria-label={hexWords.region(formatNumber(from), formatNumber(to), formatNumber(size))}
          aria-describedby="hex-keys"
          onKeyDown={press}
        >
          {shown.length === 0 && <Text c="dimmed">{size === 0 && hexWords.nothing}</Text>}
          {shown.map(({ offset, bytes, text }) => {
            const marked = looking.marked ? looking.offset - offset : -1;
            return (
              <div key={offset} className={css['line']}>
                <span className={css['offset']}>{hexOffset(offset)}</span>
                <Marked parts={bytes} at={marked} between=" " pad={width * 3 - 1} />
                <Marked parts={[...text]} at={marked} between="" pad={width} />
              </div>
            );
          })}
        </div>
      </div>
      <Text size="sm" c="dimmed" mt={6} id="hex-keys">
        {hexWords.keys}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

const keySteps: Readonly<Record<string, number | 'begin' | 'end'>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -lines,
  PageDown: lines,
  Home: 'begin',
  End: 'end',
};

/** A line of bytes or characters with one of them marked; padded, so that what stands behind begins at one place. */
function Marked(props: {
  readonly parts: readonly string[];
  readonly at: number;
  readonly between: string;
  readonly pad: number;
}) {
  const { parts, at, between, pad } = props;
  const marked = at >= 0 ? parts[at] : undefined;
  if (marked === undefined) return <span>{parts.join(between).padEnd(pad)}</span>;
  const before = parts.slice(0, at).map((part) => part + between);
  const after = parts.slice(at + 1).map((part) => between + part);
  return (
    <span>
      {before.join('')}
      <mark>{marked}</mark>
      {after.join('')}
    </span>
  );
}

function OffsetField({ size, onLook }: Pick<Props, 'size' | 'onLook'>) {
  const [entered, setEntered] = useState('');
  const [fault, setFault] = useState('');
  const look = (): void => {
    const offset = offsetIn(entered);
    const wrong =
      offset === undefined
        ? hexWords.offsetBad
        : offset >= size
          ? hexWords.offsetBeyond(formatNumber(size))
          : '';
    setFault(wrong);
    if (offset !== undefined && wrong === '') onLook({ offset, marked: true });
  };
  return (
    <form
      className={css['where']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        look();
      }}
    >
      <TextInput
        label={hexWords.offset}
        description={hexWords.offsetHint}
        error={fault}
        value={entered}
        maxLength={30}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setEntered(event.currentTarget.value)}
      />
      <SteadyButton size="sm" onPress={look}>
        {hexWords.go}
      </SteadyButton>
    </form>
  );
}
