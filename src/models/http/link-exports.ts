import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { parametersOf } from './evidence.ts';
import { functionsBelow, functionsIn, functionsOfOrigin } from './functions.ts';
import type { FoundFunction } from './functions.ts';
import { LinkPart } from './link-part.ts';
import { callbacks, importsFramework } from './lookup.ts';
import type { CallbackForm, ExportForm, HttpFramework, Of } from './types.ts';

/** Handlers that a file exports, or hands to what calls them back. */
export class ExportLinker extends LinkPart {
  /** A call or construction that is handed what it calls back: a server, a worker, a timer. */
  callback(node: TSESTree.CallExpression | TSESTree.NewExpression): void {
    const origin = originOf(this.file, node.callee);
    const symbol = this.project.symbol(origin);
    if (symbol === null) return;
    const found = callbacks.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
    if (!found || (symbol === 'global#setInterval' && !this.#isServer())) return;
    const argument = node.arguments.at(found.value.argument);
    if (!argument || argument.type === 'SpreadElement') return;
    this.found.note(this.#callbackFunctions(argument, found.value), found.framework, found.value.kind, found.value.parameters);
  }

  #callbackFunctions(argument: Node, form: CallbackForm): readonly FoundFunction[] {
    if (form.property === undefined) return functionsIn(this.file, argument, this.project);
    if (form.property === 'resolve') return functionsBelow(this.file, argument, this.project, 'resolve');
    const object = this.written.objectIn(this.file, argument);
    const property = object && propertyOf(object.node, form.property);
    if (!property) return [];
    return isFunction(unwrap(property.value)) ? functionsIn(object.file, property.value, this.project) : functionsBelow(object.file, property.value, this.project, null);
  }

  /** Timers of a page are no business of the server. */
  #isServer(): boolean {
    if (this.file.has('JSXElement')) return false;
    return /\bprocess\.|(?:from|require\()\s*['"](?:node:|(?:fs|http|https|path|crypto)['"])/u.test(this.file.text) || importsFramework(this.file);
  }

  /** What a file exports by names that a framework looks for. */
  exports({ framework, value: form }: Of<ExportForm>): void {
    if (!this.#hasNeeds(form)) return;
    for (const [name, origin] of exportsOf(this.file).names) {
      const method = form.names[name];
      if (!method) continue;
      if (form.members) {
        this.#exportedMembers(origin, framework, form.members);
        continue;
      }
      const handlers = functionsOfOrigin(origin, this.project).filter(({ file, fn }) => file === this.file && (!form.uses || usesOneOf(file, fn, form.uses)));
      this.found.note(handlers, framework, form.kind, form.parameters);
      const [first] = handlers;
      if (!['route', 'serverless', 'action'].includes(form.kind) || !first) continue;
      const path = this.#isRoutedElsewhere(form) ? null : (form.route?.(this.file.path) ?? null);
      this.found.routes.push({ node: first.fn, file: this.file, framework, key: null, method, path, local: path, parts: [this.written.unsaid(path)], versions: null, middlewares: [], handlers });
    }
  }

  #isRoutedElsewhere({ routesFile }: ExportForm): boolean {
    const info = routesFile && this.project.packageOf(this.file);
    return !!info && this.project.filesOf(info.folder).some((path) => routesFile?.path.test(path) && this.project.text(path)?.includes(routesFile.unless) === false);
  }

  #exportedMembers(origin: Origin, framework: HttpFramework, members: NonNullable<ExportForm['members']>): void {
    if (origin.kind !== 'value' || origin.node.type !== 'ObjectExpression' || origin.file !== this.file) return;
    const fetches = propertyOf(origin.node, 'fetch');
    if (!fetches) return;
    for (const [name, { kind, parameters }] of Object.entries(members)) {
      const property = propertyOf(origin.node, name);
      if (property && isFunction(property.value)) this.found.own(property.value, framework, kind, parameters);
    }
  }

  #hasNeeds(form: ExportForm): boolean {
    const info = form.needs || form.atRoot ? this.project.packageOf(this.file) : null;
    if (form.atRoot && info && !/^(?:src\/)?[^/]+$/u.test(this.file.path.slice(info.folder.length + 1))) return false;
    if (!form.needs) return true;
    const { text } = this.file;
    return form.needs.some((name) => info?.dependencies.has(name) === true || text.includes(`'${name}`) || text.includes(`"${name}`));
  }
}

/** Whether a function's first parameter is asked for one of some members. */
function usesOneOf(file: SourceFile, fn: FunctionNode, names: readonly string[]): boolean {
  const [first] = parametersOf(fn);
  if (!first) return false;
  if (first.type === 'ObjectPattern') return first.properties.some((p) => p.type === 'Property' && names.includes(keyName(p) ?? ''));
  const variable = first.type === 'Identifier' ? file.variableOf(first) : null;
  return (variable?.references ?? []).some((reference) => {
    const parent = file.parent(reference.identifier);
    if (parent?.type === 'MemberExpression' && parent.object === reference.identifier) return names.includes(keyName(parent) ?? '');
    return parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern' && parent.id.properties.some((p) => p.type === 'Property' && names.includes(keyName(p) ?? ''));
  });
}
