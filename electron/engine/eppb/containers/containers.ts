import type { Sureness } from '../../../../shared/inspection';
import { age } from './age';
import { bzip2 } from './bzip2';
import type { Container } from './container';
import { empty } from './empty';
import { gzip } from './gzip';
import { html } from './html';
import { json } from './json';
import { luks } from './luks';
import { opaque } from './opaque';
import { openpgp } from './openpgp';
import { openpgpArmor } from './openpgp-armor';
import { opensslSalted } from './openssl-salted';
import { pdf } from './pdf';
import { practiceV1 } from './practice-v1';
import { practiceV2 } from './practice-v2';
import { sevenZip } from './seven-zip';
import { sql } from './sql';
import { sqlite } from './sqlite';
import { tar } from './tar';
import { text } from './text';
import { xz } from './xz';
import { zeros } from './zeros';
import { zip } from './zip';
import { zstd } from './zstd';

/** Every kind that is known; the first that recognises a file has it. What is only text comes after what text may be. */
export const containers: readonly Container[] = [
  ...[empty, practiceV2, practiceV1, gzip, bzip2, xz, zstd, zip, sevenZip],
  ...[opensslSalted, age, openpgpArmor, luks, sqlite, pdf, zeros, tar, openpgp],
  ...[html, sql, json, text, opaque],
];

/** What these first bytes are, by their content alone; `matters`: of which kinds alone it is asked. */
export function recognise(
  head: Buffer,
  matters: (container: Container) => boolean = () => true,
): {
  readonly container: Container;
  readonly sureness: Sureness;
} {
  for (const container of containers) {
    const sureness = matters(container) ? container.recognise(head) : undefined;
    if (sureness) return { container, sureness };
  }
  return { container: opaque, sureness: 'guess' };
}
