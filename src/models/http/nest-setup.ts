import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { LinkedMiddleware, LinkedRoute } from './linked.ts';
import { partOf, pathOf, placeKey, routerAt, textOf } from './routers.ts';
import type { AddressPart } from './types.ts';

/** What a Nest application says once for all its controllers. */
export class NestSetup {
  isApp = false;
  /** Runs before every route. */
  readonly chain: LinkedMiddleware[] = [];
  /** The global prefix; null where none is set. */
  #prefix: AddressPart | null = null;
  readonly #excluded: string[] = [];
  #versioned = false;
  /** What stands in front of a version; null when unknown. */
  #versionPrefix: string | null = 'v';
  #defaultVersions: readonly string[] = [];
  /** Paths that RouterModule gives modules, by the key of the module's class. */
  readonly #modulePaths = new Map<string, readonly AddressPart[]>();
  /** Modules that list a controller, by the key of its class. */
  readonly #modulesOf = new Map<string, string[]>();

  /** Takes in what a file says. */
  read(file: SourceFile, project: Project): void {
    for (const node of file.nodes('CallExpression')) this.#call(file, node, project);
    for (const node of file.text.includes('APP_GUARD') ? file.nodes('ObjectExpression') : []) {
      const provide = propertyOf(node, 'provide');
      const guard = propertyOf(node, 'useClass') ?? propertyOf(node, 'useExisting') ?? propertyOf(node, 'useFactory');
      if (provide && guard && symbolOf(originOf(file, provide.value)) === '@nestjs/core#APP_GUARD') this.chain.push({ node: guard.value, file, kind: null });
    }
    for (const node of file.text.includes('@Module') ? file.nodes('ClassDeclaration') : []) this.#module(file, node, project);
  }

  /** The addresses of a controller's method, each in its parts. */
  addresses(route: LinkedRoute): readonly (readonly AddressPart[])[] {
    const unsaid = (text: string | null): AddressPart => ({ text, node: null, file: route.file });
    if (!this.isApp) return [[unsaid(null), ...route.parts]];
    const versions = this.#versioned ? (route.versions ?? this.#defaultVersions) : [];
    const prefixes = versions.length === 0 ? [[]] : versions.map((version) => [unsaid(this.#versionPrefix === null ? null : `${this.#versionPrefix}${version}`)]);
    const modules = (route.key === null ? [] : (this.#modulesOf.get(route.key) ?? [])).map((key) => this.#modulePaths.get(key) ?? []);
    const around = modules.length === 0 ? [[]] : modules;
    return prefixes.flatMap((version) =>
      around.map((module) => {
        const parts = [...version, ...module, ...route.parts];
        return this.#prefix && !this.#isExcluded(pathOf(parts)) ? [this.#prefix, ...parts] : parts;
      }),
    );
  }

  #isExcluded(path: string | null): boolean {
    return path !== null && this.#excluded.some((excluded) => bare(excluded) === bare(path));
  }

  #call(file: SourceFile, node: TSESTree.CallExpression, project: Project): void {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression') return;
    const name = keyName(callee);
    const [first, second] = node.arguments;
    if (name === 'create' && symbolOf(originOf(file, node)) === '@nestjs/core#NestFactory.create()') this.isApp = true;
    if (name === 'register' && first && symbolOf(originOf(file, node)) === '@nestjs/core#RouterModule.register()') this.#routes(file, first, [], project, 0);
    if (name === 'apply' && first) {
      // consumer.apply(Middleware).forRoutes(…)
      const parent = file.parent(node);
      if (parent?.type === 'MemberExpression' && ['forRoutes', 'exclude'].includes(keyName(parent) ?? '')) this.chain.push(...node.arguments.map((a) => ({ node: a, file, kind: null })));
    }
    if (!['setGlobalPrefix', 'enableVersioning', 'useGlobalGuards', 'use'].includes(name ?? '') || routerAt(file, callee.object, project)?.framework.name !== 'nest') return;
    if (name === 'setGlobalPrefix') {
      this.#prefix = first ? partOf(project, file, first) : null;
      const list = second?.type === 'ObjectExpression' ? propertyOf(second, 'exclude')?.value : undefined;
      if (list?.type === 'ArrayExpression') this.#excluded.push(...list.elements.flatMap((e) => excludedPath(file, e, project) ?? []));
    }
    if (name === 'enableVersioning') this.#versioning(file, first, project);
    if (name === 'useGlobalGuards' || name === 'use') this.chain.push(...node.arguments.map((a) => ({ node: a, file, kind: null })));
  }

  #versioning(file: SourceFile, options: Node | undefined, project: Project): void {
    const object = options?.type === 'ObjectExpression' ? options : null;
    const type = object && propertyOf(object, 'type');
    this.#versioned = !type || file.textOf(type.value).endsWith('URI');
    const prefix = object && propertyOf(object, 'prefix');
    if (prefix) this.#versionPrefix = file.textOf(prefix.value) === 'false' ? '' : textOf(project, file, prefix.value);
    const version = object && propertyOf(object, 'defaultVersion');
    const list = version ? (version.value.type === 'ArrayExpression' ? version.value.elements : [version.value]) : [];
    // VERSION_NEUTRAL is no text, and no part of the address either.
    this.#defaultVersions = list.flatMap((e) => (e && e.type !== 'SpreadElement' ? (textOf(project, file, e) ?? []) : []));
  }

  /** `RouterModule.register([{ path: 'admin', module: AdminModule, children: [UsersModule] }])`. */
  #routes(file: SourceFile, node: Node, around: readonly AddressPart[], project: Project, depth: number): void {
    const inner = unwrap(node);
    if (depth > 10) return;
    if (inner.type === 'ArrayExpression') {
      for (const element of inner.elements) if (element) this.#routes(file, element, around, project, depth + 1);
      return;
    }
    if (inner.type === 'ObjectExpression') {
      const path = propertyOf(inner, 'path');
      const module = propertyOf(inner, 'module');
      const children = propertyOf(inner, 'children');
      const here = path ? [...around, partOf(project, file, path.value)] : around;
      if (module) this.#place(file, module.value, here, project);
      if (children) this.#routes(file, children.value, here, project, depth + 1);
      return;
    }
    const origin = project.follow(originOf(file, inner));
    if (origin.kind === 'value' && origin.node !== inner) this.#routes(origin.file, origin.node, around, project, depth + 1);
    else this.#place(file, inner, around, project);
  }

  #place(file: SourceFile, node: Node, parts: readonly AddressPart[], project: Project): void {
    const key = classKey(file, node, project);
    if (key !== null) this.#modulePaths.set(key, parts);
  }

  #module(file: SourceFile, owner: TSESTree.ClassDeclaration, project: Project): void {
    for (const { expression } of decoratorsOf(owner)) {
      if (expression.type !== 'CallExpression' || symbolOf(originOf(file, expression.callee)) !== '@nestjs/common#Module') continue;
      const [options] = expression.arguments;
      const controllers = options?.type === 'ObjectExpression' ? propertyOf(options, 'controllers')?.value : undefined;
      for (const element of controllers?.type === 'ArrayExpression' ? controllers.elements : []) {
        const key = element && classKey(file, element, project);
        if (key) this.#modulesOf.set(key, [...(this.#modulesOf.get(key) ?? []), placeKey(file, owner)]);
      }
    }
  }
}

function classKey(file: SourceFile, node: Node, project: Project): string | null {
  const origin = project.follow(originOf(file, node));
  return origin.kind === 'class' ? placeKey(origin.file, origin.node) : null;
}

/** `'health'` or `{ path: 'health', method: RequestMethod.GET }`. */
function excludedPath(file: SourceFile, node: Node | null, project: Project): string | null {
  const path = node?.type === 'ObjectExpression' ? propertyOf(node, 'path')?.value : node;
  return path && path.type !== 'SpreadElement' ? textOf(project, file, path) : null;
}

function bare(path: string): string {
  return path.replace(/^\/+|\/+$/gu, '');
}
