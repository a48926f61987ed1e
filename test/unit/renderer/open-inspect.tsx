import { act, fireEvent, screen } from '@testing-library/react';
import { useApp } from '../../../renderer/store';
import { inspectWords } from '../../../renderer/words/en-inspect';
import type { Inspection } from '../../../shared/inspection';
import { doneRun, practiceFound } from './inspections';
import { openWindow } from './open-window';

const bytes = ({ length }: { length: number }) => ({ hex: '41'.repeat(length) });

/** The page over a shell that lets one file be chosen; each start has another id. */
export async function openInspect(answers: Readonly<Record<string, unknown>> = {}) {
  let started = 0;
  const window = await openWindow(undefined, {
    'choose-file': { ticket: 't-1', name: 'old.eppb' },
    'start-inspection': () => {
      started += 1;
      return { id: `inspection-${started}` };
    },
    'read-bytes': bytes,
    'inspection-entries': { entries: practiceFound.archive?.entries, total: 6 },
    ...answers,
  });
  act(() => useApp.setState({ place: { at: 'inspect' } }));
  const press = (name: string) => window.user.click(screen.getByRole('button', { name }));
  const tab = (name: string) => window.user.click(screen.getByRole('tab', { name }));
  return {
    ...window,
    press,
    tab,
    choose: () => press(inspectWords.choose),
    /** Chooses a file and lets it be read to its end. */
    read: async (found: Inspection) => {
      await press(inspectWords.choose);
      await window.pushInspection(doneRun(found));
    },
    drop: (name: string) =>
      act(async () => {
        const zone = screen.getByText(/^Drop .* here$/, { selector: 'main span' });
        fireEvent.drop(zone, { dataTransfer: { files: [new File(['x'], name)] } });
      }),
  };
}
