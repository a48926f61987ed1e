import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Failure } from '../../shared/failure';
import { ActionFailure } from './action-failure';
import css from './page-body.module.css';

type Props = {
  /** A sentence. */
  readonly title: string;
  /** One paragraph of why. */
  readonly why?: ReactNode;
  readonly children?: ReactNode;
  /** At most three buttons, the primary one last. */
  readonly actions?: ReactNode;
  /** What leaving leaves behind; stands beside the buttons. */
  readonly leaves?: string | undefined;
  /** Why the primary button cannot be pressed; stands there, too. */
  readonly hindrance?: ReactNode;
  readonly failure?: Failure | undefined;
  /** `whole`: all of the room, which then scrolls in its own parts. */
  readonly wide?: boolean | 'whole';
  /** Another value gives the heading the focus again, as if the page had come anew. */
  readonly arrival?: string | undefined;
};

// The first page after loading leaves the focus where the window puts it.
let changing = false;

/** The middle and the bottom of every page. The heading takes the focus when the page appears. */
export function PageBody({
  title,
  why,
  children,
  actions,
  leaves,
  hindrance,
  failure,
  wide,
  arrival,
}: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another arrival is what it waits for
  useEffect(() => {
    // A dialog above the page keeps it.
    const dialog = document.activeElement?.closest('[role="dialog"]');
    // So does a part of the page that has taken it just now.
    const taken = main.current?.contains(document.activeElement);
    if (changing && !dialog && !taken) heading.current?.focus();
    changing = true;
  }, [arrival]);
  return (
    <>
      <main className={css['main']} data-wide={wide} ref={main}>
        <div className={css['column']} data-wide={wide}>
          <Title order={1} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {why && (
            <Text c="dimmed" mt="xs" className={css['why']}>
              {why}
            </Text>
          )}
          <div className={css['thing']}>{children}</div>
          {failure && <ActionFailure failure={failure} />}
        </div>
      </main>
      {actions && (
        <footer className={css['actions']}>
          {(leaves || hindrance) && (
            <div className={css['leaves']}>
              {hindrance && (
                <Text size="sm" fw={600} id="hindrance">
                  {hindrance}
                </Text>
              )}
              {leaves && (
                <Text size="sm" c="dimmed" id="leaves">
                  {leaves}
                </Text>
              )}
            </div>
          )}
          <div className={css['buttons']}>{actions}</div>
        </footer>
      )}
    </>
  );
}
