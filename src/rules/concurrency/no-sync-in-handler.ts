import type { Context } from '../../core/create-rule.ts';
import { enclosingFunction, contains } from '../../ast/syntax.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { blockingCalls, MAY_BLOCK } from '../../models/blocking/model.ts';
import type { BlockingCall } from '../../models/blocking/types.ts';
import { createRule } from '../../models/create-rule.ts';
import { httpModel } from '../../models/http/model.ts';
import { reachedFrom, runsAtLoad, runsIn } from '../../models/reach/model.ts';
import { runsOnce } from '../../models/reach/once.ts';
import { isInDevelopment, isOfEnvironment } from '../../models/reach/start-up.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow calls that block the event loop while a request or a job is handled',
      preset: 'recommended',
      practices: ['16.4'],
      confidence: 'high',
      cwe: [400],
      owasp: ['API4:2023'],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'job', 'serverless', 'edge', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      blocking: '{{name}} blocks the event loop: every other request waits while it runs ({{path}}). Use {{instead}}.',
      blockingBelow: 'This call blocks the event loop: it reaches {{name}} ({{path}}), and every other request waits. Use {{instead}} there.',
      hashing: '{{name}} blocks the event loop while it hashes: every other request waits. Use {{instead}}.',
      awaitPromise: 'Await {{promised}} instead.',
    },
    hasSuggestions: true,
  },

  create(context) {
    return {
      'Program:exit'() {
        const { handlers: all } = httpModel(context);
        if (all.length === 0 && !says(context, MAY_BLOCK)) return;
        const file = sourceFileOf(context);
        const project = projectOf(context);
        const told = new Set<Node>();
        const handlers = all.filter((handler) => handler.file === file);
        for (const { fn, file: at, path, exit } of reachedFrom(handlers, project)) {
          for (const call of blockingCalls(at, project)) {
            const node = exit ?? call.node;
            if (told.has(node) || (exit && call.kind === 'password-hash') || !runsIn(at, fn, call.node) || isInDevelopment(at, call.node) || (exit && isInDevelopment(file, exit))) continue;
            told.add(node);
            const data = { name: call.name, instead: call.instead, path: path.join(' → ') };
            context.report({ node, messageId: exit ? 'blockingBelow' : 'blocking', data, suggest: exit ? [] : suggestions(file, call) });
          }
        }
        // Passwords are hashed when someone signs in or up: no handler need be found for it.
        for (const call of blockingCalls(file, project)) {
          const fn = enclosingFunction(file, call.node);
          if (call.kind !== 'password-hash' || told.has(call.node) || !fn || runsAtLoad(file, fn) || runsOnce(file, fn, call.node) || call.node.arguments.slice(0, 1).some((hashed) => isOfEnvironment(file, hashed, project))) continue;
          context.report({ node: call.node, messageId: 'hashing', data: { name: call.name, instead: call.instead }, suggest: suggestions(file, call) });
        }
      },
    };
  },
});

type Suggestions = NonNullable<Parameters<Context<'awaitPromise'>['report']>[0]['suggest']>;

/** The asynchronous form, where the function is asynchronous already and the file has the names. */
function suggestions(file: SourceFile, { node, promised }: BlockingCall): Suggestions {
  const fn = enclosingFunction(file, node);
  if (!promised || !fn?.async || !fn.body || !contains(fn.body, node)) return [];
  const parent = file.parent(node);
  const isOperand = (parent?.type === 'MemberExpression' && parent.object === node) || (parent?.type === 'CallExpression' && parent.callee === node) || parent?.type === 'TSNonNullExpression' || parent?.type === 'TaggedTemplateExpression';
  return [
    {
      messageId: 'awaitPromise',
      data: { promised: promised.text },
      fix: (fixer) => [
        fixer.insertTextBefore(node, isOperand ? '(await ' : 'await '),
        fixer.replaceText(promised.callee, promised.text),
        ...(isOperand ? [fixer.insertTextAfter(node, ')')] : []),
      ],
    },
  ];
}
