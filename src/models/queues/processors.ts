import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, isFunction, keyName, stringValue } from '../../ast/syntax.ts';
import { packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { says } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { saysQueue } from './model.ts';

/** A class of Nest whose methods are given the jobs of a queue. */
export interface Processor {
  /** The decorator that makes it one. */
  readonly node: Node;
  readonly name: string;
  /** Name of the adapter. */
  readonly library: string;
  readonly handlers: readonly FunctionNode[];
  /** Whether a method is told of failed jobs, or the class may inherit one. */
  readonly listens: boolean;
  readonly events: readonly string[];
}

/** Passed by a file that names a module of Nest whose classes work jobs off. */
const NAMES_PROCESSORS = packages('@nestjs/bull', '@nestjs/bullmq');
const PROCESSOR = /^@nestjs\/bull(?:mq)?#Processor$/;
const TELLING: ReadonlySet<string> = new Set(['@nestjs/bull#OnQueueFailed', '@nestjs/bull#OnQueueError', '@nestjs/bull#OnGlobalQueueFailed']);
const WORKER_EVENTS: ReadonlySet<string> = new Set(['@nestjs/bullmq#OnWorkerEvent', '@nestjs/bullmq#OnQueueEvent']);

/** Whether something in the linted file may work jobs off. */
export const mayConsume = perFile((context): boolean => says(context, NAMES_PROCESSORS) || saysQueue(context));

/** The processors of a file, by their decorators. */
export function processorsIn(file: SourceFile, project: Project): readonly Processor[] {
  if (!file.passes(NAMES_PROCESSORS)) return [];
  return file.nodes('ClassDeclaration').flatMap((node): Processor[] => {
    const decorator = decoratorsOf(node).find((one) => PROCESSOR.test(symbolOfDecorator(file, one, project) ?? ''));
    if (!decorator) return [];
    const methods = node.body.body.filter((member): member is TSESTree.MethodDefinition => member.type === 'MethodDefinition');
    const isMq = symbolOfDecorator(file, decorator, project) === '@nestjs/bullmq#Processor';
    const handlers = methods.flatMap((method) => {
      const isHandler = isMq ? keyName(method) === 'process' : decoratorsOf(method).some((one) => symbolOfDecorator(file, one, project) === '@nestjs/bull#Process');
      return isHandler && isFunction(method.value) && method.value.body ? [method.value] : [];
    });
    const base = node.superClass && project.symbol(originOf(file, node.superClass));
    const mayInherit = node.superClass !== null && base !== '@nestjs/bullmq#WorkerHost';
    return handlers.length === 0
      ? []
      : [{ node: decorator, library: isMq ? 'bullmq' : 'bull', name: node.id?.name ?? 'class', handlers, listens: mayInherit || methods.some((method) => decoratorsOf(method).some((one) => tells(file, one, project))), events: isMq ? ["@OnWorkerEvent('failed')"] : ['@OnQueueFailed()'] }];
  });
}

function tells(file: SourceFile, decorator: TSESTree.Decorator, project: Project): boolean {
  const symbol = symbolOfDecorator(file, decorator, project);
  if (symbol === null) return false;
  if (TELLING.has(symbol)) return true;
  const [event] = decorator.expression.type === 'CallExpression' ? decorator.expression.arguments : [];
  const name = stringValue(event);
  return WORKER_EVENTS.has(symbol) && (name === null || name === 'failed' || name === 'error');
}

function symbolOfDecorator(file: SourceFile, { expression }: TSESTree.Decorator, project: Project): string | null {
  return project.symbol(originOf(file, expression.type === 'CallExpression' ? expression.callee : expression));
}
