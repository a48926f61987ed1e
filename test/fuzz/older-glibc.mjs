// Lets Jazzer.js run where glibc is older than the 2.38 that its native part was linked with. Of that version it uses three functions, which
// older systems have by other names: they come from `older-glibc.c`, compiled here, and in a copy of the native part these versions are
// marked as not required. The package itself is not touched.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const neededVersion = 38;
const tooNew = ['GLIBC_2.38', 'GLIBCXX_3.4.32'];

/**
 * The environment with which Node starts Jazzer.js here.
 * @param {string} folder takes what is made
 * @param {string} core file of the package @jazzer.js/core
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(folder, core) {
  if (process.platform !== 'linux' || minorOfGlibc() >= neededVersion) return process.env;
  const library = join(folder, 'older-glibc.so');
  const source = join(import.meta.dirname, 'older-glibc.c');
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-fno-builtin', '-o', library, source]);
  const addon = `fuzzer-${process.platform}-${process.arch}.node`;
  const fuzzer = createRequire(core).resolve('@jazzer.js/fuzzer/package.json');
  const copy = join(folder, addon);
  writeFileSync(copy, withoutVersions(readFileSync(join(fuzzer, '..', 'prebuilds', addon))));
  const hook = join(folder, 'take-copy.cjs');
  writeFileSync(
    hook,
    `const { _extensions } = require('node:module');
const load = _extensions['.node'];
_extensions['.node'] = (module, file) =>
  load(module, file.endsWith(${JSON.stringify(addon)}) ? ${JSON.stringify(copy)} : file);
`,
  );
  return { ...process.env, LD_PRELOAD: library, NODE_OPTIONS: `--require ${JSON.stringify(hook)}` };
}

/** Of `2.36`; large where there is no glibc, whose lack then says itself. */
function minorOfGlibc() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  );
  return Number(header.glibcVersionRuntime?.split('.')[1] ?? Number.POSITIVE_INFINITY);
}

/**
 * A copy of a shared object (ELF, 64 bits, little-endian) in which the versions that are too new are weak: the loader then takes the
 * functions from whoever has them.
 * @param {Buffer} library
 */
function withoutVersions(library) {
  const VERSION_NEEDS = 0x6ffffffe;
  const WEAK = 2;
  const sections = Number(library.readBigUInt64LE(0x28));
  const section = (/** @type {number} */ index) => {
    const at = sections + 64 * index;
    return {
      type: library.readUInt32LE(at + 4),
      offset: Number(library.readBigUInt64LE(at + 24)),
      link: library.readUInt32LE(at + 40),
    };
  };
  const count = library.readUInt16LE(0x3c);
  for (const { type, offset, link } of Array.from({ length: count }, (_, at) => section(at))) {
    if (type !== VERSION_NEEDS) continue;
    const names = section(link).offset;
    for (const file of chain(library, offset)) {
      for (const need of chain(library, file + library.readUInt32LE(file + 8))) {
        const start = names + library.readUInt32LE(need + 8);
        const name = library.toString('latin1', start, library.indexOf(0, start));
        if (tooNew.includes(name)) {
          library.writeUInt16LE(library.readUInt16LE(need + 4) | WEAK, need + 4);
        }
      }
    }
  }
  return library;
}

/**
 * Offsets of a list whose members say in their fourth word how far the next one is, 0 in the last.
 * @param {Buffer} library
 * @param {number} first
 */
function* chain(library, first) {
  for (let at = first; ; ) {
    yield at;
    const step = library.readUInt32LE(at + 12);
    if (step === 0) return;
    at += step;
  }
}
