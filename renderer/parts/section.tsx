import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './section.module.css';

/** A part of a page under its own heading. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={css['section']}>
      <Title order={2}>{title}</Title>
      {children}
    </section>
  );
}
