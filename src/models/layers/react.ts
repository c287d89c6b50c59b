import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, unwrap } from '../../ast/syntax.ts';
import { all, packages, words } from '../../core/gates.ts';

const HOOK = /^use[A-Z]/u;
const COMPONENT_OR_HOOK = /^(?:[A-Z]|use[A-Z])/u;
const EVENT = /^on[A-Z]/u;
const NAMES_HOOK = words(HOOK);
const IMPORTS_HOOK = all(packages('react'), NAMES_HOOK);
const NAMES_EVENT = words(EVENT);

/**
 * Whether a file of a project with React holds a component that lives in a browser, or a hook: hooks are called by these alone
 * (https://react.dev/reference/rules/rules-of-hooks), never by an async component, and only a component of the browser
 * can hand a function to an event (https://react.dev/reference/rsc/use-client).
 */
export function isClientReact(file: SourceFile): boolean {
  return importsHook(file) || callsHook(file) || handlesEvent(file);
}

function importsHook(file: SourceFile): boolean {
  return file.passes(IMPORTS_HOOK) && file.nodes('ImportDeclaration').some(({ source, specifiers }) => source.value === 'react' && specifiers.some((one) => one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' && HOOK.test(one.imported.name)));
}

function callsHook(file: SourceFile): boolean {
  return file.passes(NAMES_HOOK) && file.nodes('CallExpression').some((call) => call.callee.type === 'Identifier' && HOOK.test(call.callee.name) && isComponentOrHook(file, enclosingFunction(file, call)));
}

function isComponentOrHook(file: SourceFile, fn: FunctionNode | null): boolean {
  return fn !== null && !fn.async && COMPONENT_OR_HOOK.test(nameOf(file, fn) ?? '');
}

/** The name a function is declared or bound under, also through `memo(…)` and `forwardRef(…)`. */
function nameOf(file: SourceFile, fn: FunctionNode): string | null {
  if (fn.id) return fn.id.name;
  let at: Node | null | undefined = file.parent(fn);
  while (at?.type === 'CallExpression') at = file.parent(at);
  return at?.type === 'VariableDeclarator' && at.id.type === 'Identifier' ? at.id.name : null;
}

function handlesEvent(file: SourceFile): boolean {
  return file.passes(NAMES_EVENT) && file.nodes('JSXAttribute').some(({ name, value }) => {
    if (name.type !== 'JSXIdentifier' || !EVENT.test(name.name) || value?.type !== 'JSXExpressionContainer') return false;
    const given = unwrap(value.expression as Node);
    return isFunction(given) || given.type === 'Identifier' || given.type === 'MemberExpression';
  });
}
