// Who may import whom is settled by each area's tsconfig.json. This proves it by compiling: every area is compiled as
// it is, with some more files in it (that exist in memory only) which import what they must not.

import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

type Area =
  | 'shared'
  | 'electron/engine'
  | 'electron/simulator'
  | 'electron/terminal'
  | 'electron'
  | 'renderer';

interface Probe {
  readonly says: string;
  readonly in: Area;
  readonly code: string;
  /** Undefined where it has to compile. */
  readonly error?: RegExp;
}

const NOT_REFERENCED = /is not listed within the file list of project|not under 'rootDir'/;
const NOT_FOUND = /Cannot find (module|name|type definition)/;
const NOTHING_EXPORTED = /has no exported member/;

// A file of each area, in memory as well, for the others to import.
const target = (area: Area) => `${area}/layers-target`;
const imports = (path: string) => `import { target } from '${path}'; export const seen = target;`;
const FS = "import { readFileSync } from 'node:fs'; export const seen = readFileSync;";
const ELECTRON = "import { app } from 'electron'; export const seen = app;";

const probes: readonly Probe[] = [
  {
    says: 'shared imports nothing of the engine',
    in: 'shared',
    code: imports(`../${target('electron/engine')}`),
    error: NOT_REFERENCED,
  },
  { says: 'shared has no Node', in: 'shared', code: FS, error: NOT_FOUND },
  {
    says: 'shared has no Node globals',
    in: 'shared',
    code: 'export const seen = process.env;',
    error: NOT_FOUND,
  },
  {
    says: 'shared has no page',
    in: 'shared',
    code: 'export const seen = document.title;',
    error: NOT_FOUND,
  },
  { says: 'shared has no Electron', in: 'shared', code: ELECTRON, error: NOTHING_EXPORTED },

  {
    says: 'the engine imports nothing of the simulator',
    in: 'electron/engine',
    code: imports('../simulator/layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the engine imports nothing of the shell',
    in: 'electron/engine',
    code: imports('../layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the engine has no Electron',
    in: 'electron/engine',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the engine has no page',
    in: 'electron/engine',
    code: 'export const seen = document.title;',
    error: NOT_FOUND,
  },
  { says: 'the engine has Node', in: 'electron/engine', code: FS },
  {
    says: 'the engine imports shared',
    in: 'electron/engine',
    code: imports(`../../${target('shared')}`),
  },

  {
    says: 'the simulator imports nothing of the engine',
    in: 'electron/simulator',
    code: imports('../engine/layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the simulator has no Electron',
    in: 'electron/simulator',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the simulator imports shared',
    in: 'electron/simulator',
    code: imports(`../../${target('shared')}`),
  },

  {
    says: 'the terminal imports nothing of the shell',
    in: 'electron/terminal',
    code: imports('../layers-target'),
    error: NOT_REFERENCED,
  },
  {
    says: 'the terminal has no Electron',
    in: 'electron/terminal',
    code: ELECTRON,
    error: NOTHING_EXPORTED,
  },
  {
    says: 'the terminal imports the engine',
    in: 'electron/terminal',
    code: imports('../engine/layers-target'),
  },

  {
    says: 'the page imports nothing of the engine',
    in: 'renderer',
    code: imports(`../${target('electron/engine')}`),
    error: NOT_REFERENCED,
  },
  {
    says: 'the page imports nothing of the shell',
    in: 'renderer',
    code: imports(`../${target('electron')}`),
    error: NOT_REFERENCED,
  },
  { says: 'the page has no Node', in: 'renderer', code: FS, error: NOT_FOUND },
  {
    says: 'the page has no Node globals',
    in: 'renderer',
    code: 'export const seen = process.env;',
    error: NOT_FOUND,
  },
  { says: 'the page has no Electron', in: 'renderer', code: ELECTRON, error: NOTHING_EXPORTED },
  { says: 'the page imports shared', in: 'renderer', code: imports(`../${target('shared')}`) },
  { says: 'the page has a document', in: 'renderer', code: 'export const seen = document.title;' },

  {
    says: 'the shell imports nothing of the page',
    in: 'electron',
    code: imports(`../${target('renderer')}`),
    error: NOT_REFERENCED,
  },
  { says: 'the shell has Electron', in: 'electron', code: ELECTRON },
  {
    says: 'the shell imports engine, simulator and shared',
    in: 'electron',
    code: [
      `import { target as engine } from './engine/layers-target';`,
      `import { target as simulator } from './simulator/layers-target';`,
      `import { target as shared } from '../${target('shared')}';`,
      'export const seen = [engine, simulator, shared];',
    ].join('\n'),
  },
];

const areas = [...new Set(probes.map((probe) => probe.in))];
const inMemory = new Map(
  areas.map((area) => [join(root, `${target(area)}.ts`), "export const target = 'here';"]),
);
probes.forEach((probe, index) => {
  inMemory.set(fileOf(probe, index), probe.code);
});

function fileOf(probe: Probe, index = probes.indexOf(probe)): string {
  return join(root, probe.in, `layers-probe-${index}.ts`);
}

/** The area's own configuration, in which the files in memory of its folder are seen as if they were on disk. */
function readArea(configFile: string): ts.ParsedCommandLine {
  const area = dirname(configFile);
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    readDirectory: (folder, extensions, excludes, includes, depth) => {
      const found = ts.sys.readDirectory(folder, extensions, excludes, includes, depth);
      const added = [...inMemory.keys()].filter((file) => dirname(file) === area);
      return [...found, ...added];
    },
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(messageOf(diagnostic));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(configFile, undefined, host);
  if (!parsed) throw new Error(`${configFile} cannot be read`);
  return parsed;
}

const messageOf = (diagnostic: ts.Diagnostic) =>
  ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');

/** Compiles an area and returns the messages by the file they are about. */
function compile(area: Area): Map<string, string[]> {
  const { fileNames, options, projectReferences } = readArea(join(root, area, 'tsconfig.json'));
  const disk = ts.createCompilerHost(options);
  const host = {
    ...disk,
    fileExists: (file: string) => inMemory.has(file) || disk.fileExists(file),
    readFile: (file: string) => inMemory.get(file) ?? disk.readFile(file),
    getSourceFile: (file: string, languageVersion: ts.ScriptTarget) => {
      const text = inMemory.get(file);
      return text === undefined
        ? disk.getSourceFile(file, languageVersion)
        : ts.createSourceFile(file, text, languageVersion, true);
    },
    getParsedCommandLine: readArea,
    // References are read from their sources, as an editor does, so that nothing has to be built first.
    useSourceOfProjectReferenceRedirect: () => true,
  };
  const program = ts.createProgram({
    rootNames: fileNames,
    options,
    host,
    ...(projectReferences ? { projectReferences } : {}),
  });
  const ours = fileNames.filter((file) => inMemory.has(file));
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...ours.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file))),
  ];
  const messages = new Map<string, string[]>();
  for (const diagnostic of diagnostics) {
    const file = diagnostic.file?.fileName ?? 'options';
    messages.set(file, [...(messages.get(file) ?? []), messageOf(diagnostic)]);
  }
  return messages;
}

describe.each(areas)('%s', (area) => {
  const messages = compile(area);

  it.each(probes.filter((probe) => probe.in === area))('$says', (probe) => {
    const found = messages.get(fileOf(probe)) ?? [];
    if (probe.error) expect(found.join('\n')).toMatch(probe.error);
    else expect(found).toEqual([]);
  });
});
