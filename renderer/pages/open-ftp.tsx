import { Checkbox, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FtpServerGiven } from '../../shared/ftp-server';
import { ftpWords } from '../../shared/words/route';
import { FailureNotice } from '../parts/failure-notice';
import { QuestionPage } from '../parts/question-page';
import { useAnswer } from '../parts/use-answer';
import { WayPart } from '../parts/way-part';
import type { Asked } from './asked';

type Other = Omit<FtpServerGiven & { readonly by: 'other' }, 'by' | 'port' | 'secret'>;

/** Which FTP server the console of an appliance shall use: one of this program, or one that is there already. */
export function OpenFtp({ state, question }: Asked<'open-ftp'>) {
  const answering = useAnswer(state, question);
  const { side, serverName, interfaces, fault } = question;
  const [by, setBy] = useState<'own' | 'other'>(interfaces.length > 0 ? 'own' : 'other');
  const [port, setPort] = useState<number>(21);
  const [address, setAddress] = useState(interfaces[0]?.address ?? '');
  const [anonymous, setAnonymous] = useState(false);
  const [other, setOther] = useState<Other>({
    host: '',
    user: '',
    secure: 'explicit',
    folder: '/',
  });
  // In the field and nowhere else.
  const secret = useRef<HTMLInputElement>(null);
  const change = (part: Partial<Other>): void => setOther({ ...other, ...part });
  const server = (): FtpServerGiven =>
    by === 'own'
      ? { by, address, port, anonymous }
      : {
          ...{ by, port, secret: secret.current?.value ?? '', ...other },
          certificate: other.certificate?.trim() || undefined,
        };
  const ready =
    port >= 1 &&
    port <= 65_535 &&
    (by === 'own' ? address !== '' : other.host !== '' && other.user !== '' && other.folder !== '');
  return (
    <QuestionPage
      asker={state}
      title={ftpWords.title(serverName, side)}
      why={ftpWords.why}
      answering={answering}
      goOn={by === 'own' ? ftpWords.open : ftpWords.use}
      ready={ready}
      onAnswer={() => {
        const chosen = server();
        // It is not kept in the page; where it was refused it has to be typed again.
        if (secret.current) secret.current.value = '';
        answering.send({ kind: 'open-ftp', server: chosen });
      }}
    >
      {fault && !answering.busy && <FailureNotice failure={fault} />}
      <Radio.Group
        label="FTP server"
        value={by}
        onChange={(value) => setBy(value === 'own' ? 'own' : 'other')}
        mb="md"
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="own"
            label={ftpWords.own}
            description={ftpWords.ownWhy}
            disabled={interfaces.length === 0}
          />
          <Radio value="other" label={ftpWords.other} description={ftpWords.otherWhy} />
        </Stack>
      </Radio.Group>
      <Stack gap="sm" maw={460}>
        {by === 'own' ? (
          <>
            <NativeSelect
              size="md"
              label={ftpWords.address}
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
              data={interfaces.map((each) => ({
                value: each.address,
                label: ftpWords.interface(each),
              }))}
            />
            <PortField port={port} onPort={setPort} />
            <Checkbox
              label={ftpWords.anonymous}
              description={ftpWords.anonymousWhy}
              checked={anonymous}
              onChange={(event) => setAnonymous(event.currentTarget.checked)}
            />
          </>
        ) : (
          <>
            <TextInput
              label={ftpWords.host}
              value={other.host}
              onChange={(event) => change({ host: event.currentTarget.value.trim() })}
              autoComplete="off"
              spellCheck={false}
            />
            <PortField port={port} onPort={setPort} />
            <NativeSelect
              size="md"
              label={ftpWords.secure}
              value={other.secure}
              onChange={({ currentTarget: { value } }) => {
                change({ secure: value as Other['secure'] });
                if (port === 21 || port === 990) setPort(value === 'implicit' ? 990 : 21);
              }}
              data={(['explicit', 'implicit', 'none'] as const).map((value) => ({
                value,
                label: ftpWords.secureWays[value],
              }))}
            />
            {other.secure !== 'none' && (
              <TextInput
                label={ftpWords.certificate}
                value={other.certificate ?? ''}
                onChange={(event) => change({ certificate: event.currentTarget.value })}
                autoComplete="off"
                spellCheck={false}
              />
            )}
            <TextInput
              label={ftpWords.user}
              value={other.user}
              onChange={(event) => change({ user: event.currentTarget.value })}
              autoComplete="off"
              spellCheck={false}
            />
            <TextInput
              ref={secret}
              type="password"
              label={ftpWords.password}
              autoComplete="off"
              maxLength={4096}
            />
            <TextInput
              label={ftpWords.folder}
              value={other.folder}
              onChange={(event) => change({ folder: event.currentTarget.value })}
              autoComplete="off"
              spellCheck={false}
            />
          </>
        )}
      </Stack>
      <WayPart state={state} />
    </QuestionPage>
  );
}

function PortField({
  port,
  onPort,
}: {
  readonly port: number;
  readonly onPort: (port: number) => void;
}) {
  return (
    <TextInput
      label={ftpWords.port}
      description={ftpWords.portWhy}
      inputMode="numeric"
      value={String(port)}
      onChange={({ currentTarget: { value } }) => onPort(Number(value.replaceAll(/\D/g, '')))}
      autoComplete="off"
      maw={240}
    />
  );
}
