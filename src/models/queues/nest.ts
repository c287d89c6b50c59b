import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Options } from '../../project/options.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';

const MODULE = /^@nestjs\/bull(?:mq)?#BullModule\.(forRoot|forRootAsync|registerQueue|registerQueueAsync)$/;

/** What all queues of a package that a container injects have in common: known only where every registration can be read. */
const registrationsOf: (project: Project) => Map<string, readonly Options[] | 'unknown'> = memo(() => new Map());

/** The default job options of the queues that the modules of Nest register; null where none has any. */
export function nestDefaults(file: SourceFile, option: string, project: Project): Options | null | 'unknown' {
  const registered = registrations(file, project);
  if (registered === 'unknown' || registered.length === 0) return 'unknown';
  return registered.some(({ properties, isOpen }) => isOpen || properties.has(option)) ? 'unknown' : null;
}

function registrations(file: SourceFile, project: Project): readonly Options[] | 'unknown' {
  const folder = project.packageOf(file)?.folder;
  const dependencies = project.packageOf(file)?.dependencies;
  if (folder === undefined || !['@nestjs/bullmq', '@nestjs/bull'].some((name) => dependencies?.has(name))) return 'unknown';
  const known = registrationsOf(project);
  let found = known.get(folder);
  if (!found) {
    found = read(folder, project);
    known.set(folder, found);
  }
  return found;
}

function read(folder: string, project: Project): readonly Options[] | 'unknown' {
  const found: Options[] = [];
  for (const path of project.filesOf(folder)) {
    if (!project.text(path)?.includes('BullModule')) continue;
    const file = project.file(path);
    if (!file) return 'unknown';
    for (const call of file.nodes('CallExpression')) {
      const callee = unwrap(call.callee);
      const method = callee.type === 'MemberExpression' && /^(?:forRoot|register)/.test(keyName(callee) ?? '') ? MODULE.exec(project.symbol(originOf(file, callee)) ?? '')?.[1] : undefined;
      if (method === undefined) continue;
      for (const argument of call.arguments) {
        const options = optionsOf(file, argument, project);
        if (!method.endsWith('Async')) found.push(options);
        else {
          const factory = options.properties.get('useFactory');
          const fn = factory && unwrap(factory.node);
          const given = factory && isFunction(fn) ? returnedExpressions(factory.file, fn) : [];
          if (!factory || given.length === 0) return 'unknown';
          found.push(...given.map((value) => optionsOf(factory.file, value, project)));
        }
      }
    }
  }
  return found;
}
