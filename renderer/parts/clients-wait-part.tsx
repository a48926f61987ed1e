import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { clientsWaited } from '../../shared/plan';
import { setClients } from '../connecting';
import { useApp } from '../store';
import { clientsPageWords } from '../words/en-clients';
import { Fold } from './fold';

/** How long a run waits for the clients: a share of them, and minutes. What is left empty is as usual. */
export function ClientsWaitPart() {
  const { clients } = useApp(({ form }) => form);
  const [open, setOpen] = useState(false);
  const { share, minutes } = clientsWaited({ clients });
  const usual = clientsWaited({ clients: undefined });
  const percent = Math.round(share * 100);
  return (
    <Fold
      title={clientsPageWords.wait}
      short={clientsPageWords.waitShort(percent, minutes)}
      open={open}
      onOpen={setOpen}
    >
      <NumberInput
        label={clientsPageWords.share}
        placeholder={String(Math.round(usual.share * 100))}
        value={clients?.share === undefined ? '' : percent}
        {...{ min: 0, max: 100, clampBehavior: 'strict', allowDecimal: false }}
        onChange={(value) =>
          setClients({ ...clients, share: value === '' ? undefined : Number(value) / 100 })
        }
      />
      <NumberInput
        mt="sm"
        label={clientsPageWords.minutes}
        description={clientsPageWords.minutesHint}
        placeholder={String(usual.minutes)}
        value={clients?.minutes ?? ''}
        {...{ min: 1, max: 10_080, clampBehavior: 'strict', allowDecimal: false }}
        onChange={(value) =>
          setClients({ ...clients, minutes: value === '' ? undefined : Number(value) })
        }
      />
    </Fold>
  );
}
