import { Tooltip } from '@mantine/core';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { type ServerFace, serverFace, shortFingerprint } from '../server-face';
import { roughlySince } from '../since';
import { formatMoment } from '../when';
import { contactWords, frameWords } from '../words/en';
import { ArrowIcon, FingerprintIcon, SourceIcon, TargetIcon } from './icons';
import css from './server-strip.module.css';
import { useNow } from './use-now';

const icons = { source: SourceIcon, target: TargetIcon } as const;

/** The two servers, old to new, in their colours. */
export function ServerStrip({ state }: { readonly state: MigrationState }) {
  return (
    <section className={css['strip']} aria-label={frameWords.servers}>
      <ServerCard state={state} side="source" />
      <span className={css['arrow']}>
        <ArrowIcon size={24} />
      </span>
      <ServerCard state={state} side="target" />
    </section>
  );
}

function ServerCard({ state, side }: { readonly state: MigrationState; readonly side: Side }) {
  const now = useNow();
  const face = serverFace(state, side);
  const Icon = icons[side];
  const version = face.version ? frameWords.version(face.version) : frameWords.versionUnknown;
  return (
    <article className={css['card']} data-side={side} aria-label={frameWords.sides[side]}>
      <span className={css['icon']}>
        <Icon size={26} />
      </span>
      <div className={css['text']}>
        <div className={css['line']}>
          <span className={css['side']}>{frameWords.sides[side]}</span>
          <strong className={css['name']}>{face.name}</strong>
          {face.fingerprint && (
            <span className={css['short']}>{shortFingerprint(face.fingerprint)}</span>
          )}
        </div>
        <div className={css['line']}>
          <span className={css['address']}>{face.address}</span>
          <span className={css['version']}>{version}</span>
        </div>
      </div>
      <div className={css['live']} data-contact={face.contact}>
        <span>
          <i className={css['dot']} />
          {contactWords[face.contact]}
        </span>
        <small>{answered(face, now)}</small>
      </div>
      <Fingerprint fingerprint={face.fingerprint} />
    </article>
  );
}

function answered({ contact, answeredAt }: ServerFace, now: number): string {
  if (!answeredAt) return '';
  if (contact === 'answered') return frameWords.answeredAt(formatMoment(answeredAt));
  const live = contact === 'connected' || contact === 'reconnecting' || contact === 'lost';
  return live ? frameWords.lastAnswer(roughlySince(answeredAt, now)) : '';
}

function Fingerprint({ fingerprint }: { readonly fingerprint: string | undefined }) {
  const label = fingerprint ?? frameWords.noFingerprint;
  return (
    <Tooltip
      label={<span className={css['fingerprint']}>{label}</span>}
      events={{ hover: true, focus: true, touch: true }}
      w={340}
    >
      <button
        type="button"
        className={css['peek']}
        aria-label={`${frameWords.fingerprint}: ${label}`}
      >
        <FingerprintIcon />
      </button>
    </Tooltip>
  );
}
