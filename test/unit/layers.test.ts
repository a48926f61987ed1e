// Who may import whom is settled by each area's tsconfig.json. This proves it by compiling: every area is compiled as
// it is, with some more files in it (that exist in memory only) which import what they must not.

import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Probe, probes, targetOf } from './layer-probes';

const root = join(import.meta.dirname, '..', '..');

const areas = [...new Set(probes.map((probe) => probe.in))];
const inMemory = new Map(
  areas.map((area) => [join(root, `${targetOf(area)}.ts`), "export const target = 'here';"]),
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
  const config = ts.getParsedCommandLineOfConfigFile(configFile, undefined, host);
  if (!config) throw new Error(`${configFile} cannot be read`);
  return config;
}

const messageOf = (diagnostic: ts.Diagnostic) =>
  ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');

/** What several areas see is read once. */
const fromDisk = new Map<string, ts.SourceFile>();

/** Compiles what there is of an area in memory and returns the messages by the file they are about. */
function compile({ fileNames, options, projectReferences }: ts.ParsedCommandLine) {
  const ours = fileNames.filter((file) => inMemory.has(file));
  const disk = ts.createCompilerHost(options);
  const host = {
    ...disk,
    fileExists: (file: string) => inMemory.has(file) || disk.fileExists(file),
    readFile: (file: string) => inMemory.get(file) ?? disk.readFile(file),
    getSourceFile: (file: string, languageVersion: ts.ScriptTarget) => {
      const text = inMemory.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, languageVersion, true);
      const key = `${options.jsx} ${file}`;
      const source = fromDisk.get(key) ?? disk.getSourceFile(file, languageVersion);
      if (source) fromDisk.set(key, source);
      return source;
    },
    getParsedCommandLine: readArea,
    // References are read from their sources, as an editor does, so that nothing has to be built first.
    useSourceOfProjectReferenceRedirect: () => true,
  };
  const program = ts.createProgram({
    rootNames: ours,
    options,
    host,
    ...(projectReferences ? { projectReferences } : {}),
  });
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
  const config = readArea(join(root, area, 'tsconfig.json'));
  const messages = compile(config);

  it('consists of files of its own', () => {
    const inside = (folder: string) => (file: string) => file.startsWith(join(root, folder, '/'));
    const nested = areas.filter((other) => other.startsWith(`${area}/`));
    const foreign = config.fileNames.filter(
      (file) =>
        (!inside(area)(file) || nested.some((other) => inside(other)(file))) &&
        !file.endsWith('.json'),
    );
    expect(foreign).toEqual([]);
  });

  it.each(probes.filter((probe) => probe.in === area))('$says', (probe) => {
    const found = messages.get(fileOf(probe)) ?? [];
    if (probe.error) expect(found.join('\n')).toMatch(probe.error);
    else expect(found).toEqual([]);
  });
});
