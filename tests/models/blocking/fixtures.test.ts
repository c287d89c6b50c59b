import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { originOf, symbolOf } from '../../../src/ast/origin.ts';
import type { SourceFile } from '../../../src/ast/source-file.ts';
import { keyName, unwrap } from '../../../src/ast/syntax.ts';
import { adapters } from '../../../src/models/blocking/adapters.ts';
import { blockingCalls } from '../../../src/models/blocking/model.ts';
import type { BlockingCall, BlockingLibrary } from '../../../src/models/blocking/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/models/blocking');
const all: readonly BlockingLibrary[] = adapters;
const libraries = all.filter(({ calls }) => calls.length > 0);

/** The type check of the fixtures proves that what they call exists; these tests prove that they call all we know. */
const groups = ['.', 'older', 'node24'].map((group) => {
  const folder = join(FIXTURES, group);
  const project = projectFor(folder);
  const files = readdirSync(join(folder, 'src'))
    .sort()
    .map((name) => {
      const file = parseFile(join(folder, 'src', name), readFileSync(join(folder, 'src', name), 'utf8'));
      if (!file) throw new Error(`does not parse: ${name}`);
      return { name, file, calls: blockingCalls(file, project) };
    });
  return { group: group === '.' ? 'current' : group, files };
});
const files = groups.flatMap((group) => group.files);

describe('facts of the blocking fixtures', () => {
  it.each(groups)('$group', async (group) => {
    const lines = group.files.flatMap(({ name, calls }) => [`# ${name}`, ...calls.map(printed), '']);
    await expect(lines.join('\n')).toMatchFileSnapshot(`facts/${group.group}.txt`);
  });
});

describe('what the adapters name', () => {
  const called = new Set(files.flatMap(({ file, calls }) => calls.map((call) => symbolOf(originOf(file, call.node.callee)))));
  const forms = new Set(files.filter(({ name }) => name === 'promises.ts').flatMap(({ file }) => formsIn(file)));

  it.each(libraries)('$name: every call stands in a fixture', ({ packages, calls }) => {
    const missing = calls.map(({ member }) => member).filter((member) => packages.every((name) => !called.has(`${name}#${member}`)));
    expect(missing).toEqual([]);
  });

  it.each(libraries)('$name: every module is imported by a fixture', ({ packages, calls }) => {
    expect(packages.filter((name) => calls.every(({ member }) => !called.has(`${name}#${member}`)))).toEqual([]);
  });

  it.each(libraries)('$name: every form an editor offers to await is a key of the module', ({ packages, calls }) => {
    const offered = calls.flatMap(({ promise }) => promise ?? []);
    expect(offered.filter((path) => packages.every((name) => !forms.has(`${name} ${path}`) && !forms.has(`* ${path}`)))).toEqual([]);
  });
});

/** `bcrypt compare` for each name in the lists of promises.ts, `* promises.readFile` for those that several modules share. */
function formsIn(file: SourceFile): readonly string[] {
  return file.nodes('Property').flatMap((property) => {
    const list = unwrap(property.value);
    if (list.type !== 'ArrayExpression') return [];
    const key = keyName(property) ?? '';
    return list.elements.flatMap((element) => (element?.type === 'Literal' ? [key === 'promises' ? `* promises.${element.value}` : `${key} ${element.value}`] : []));
  });
}

function printed({ node, file, name, kind, instead, promised }: BlockingCall): string {
  const line = String(file.text.slice(0, node.range[0]).split('\n').length).padStart(3);
  return `${line} ${kind.padEnd(13)} ${name} at ${file.textOf(node.callee)}, instead ${instead}${promised ? `, awaited ${promised.text}` : ''}`;
}
