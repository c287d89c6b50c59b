import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { packageOf } from '../../ast/origin.ts';
import { expiryOfOption } from './lifetime.ts';
import type { Configuration, Expiry, Unit } from './types.ts';

const MAX_FILES = 40;
const UNKNOWN: Expiry = { kind: 'unknown' };

const known: (project: Project) => Map<string, Expiry> = memo(() => new Map());

/**
 * The expiry that the set-up of a library gives to tokens whose signing says none: `JwtModule.register({ signOptions })`. Unknown
 * where the package of the file has no set-up that is seen, or several that differ.
 */
export function configuredExpiry(file: SourceFile, configurations: readonly Configuration[], unit: Unit, project: Project): Expiry {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const name = packageOf(configurations[0]?.symbol ?? '');
  const key = `${folder} ${name}`;
  const before = known(project).get(key);
  if (before) return before;
  const found = expiriesIn(folder, name, configurations, unit, project);
  const [first, ...more] = found ?? [];
  const expiry: Expiry = !first || !found ? UNKNOWN : more.length === 0 ? first : found.every((e) => e.kind === 'none') ? first : found.every((e) => e.kind === 'lifetime' || e.kind === 'set') ? { kind: 'set' } : UNKNOWN;
  known(project).set(key, expiry);
  return expiry;
}

/** The expiry of each set-up in a package; null where there are too many files to read. */
function expiriesIn(folder: string, name: string, configurations: readonly Configuration[], unit: Unit, project: Project): readonly Expiry[] | null {
  const texts = [`'${name}'`, `"${name}"`];
  const paths = project.filesOf(folder).filter((path) => {
    const text = project.text(path);
    return text !== null && texts.some((quoted) => text.includes(quoted)) && !/(?:^|[./_-])(?:test|spec)s?[./_-]/.test(path.slice(folder.length));
  });
  if (paths.length > MAX_FILES) return null;
  return paths.flatMap((path) => {
    const file = project.file(path);
    return file ? [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call) => expiryOf(file, call, configurations, unit, project) ?? []) : [UNKNOWN];
  });
}

function expiryOf(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, configurations: readonly Configuration[], unit: Unit, project: Project): Expiry | null {
  const plain = project.symbol(originOf(file, call.callee));
  const symbol = plain !== null && call.type === 'NewExpression' ? `new ${plain}` : plain;
  const form = configurations.find((c) => (c.plugin ? isRegistered(file, call, c.symbol, project) : c.symbol === symbol));
  if (!form) return null;
  const given = call.arguments[form.options];
  if (form.factory === undefined) return ofOptions(file, given ?? null, form.path, unit, project);
  const options = optionsOf(file, given ?? null, project);
  const factory = options.properties.get(form.factory);
  const fn = factory && project.follow(originOf(factory.file, factory.node));
  if (fn?.kind !== 'function') return UNKNOWN;
  const returned = returnedExpressions(fn.file, fn.node);
  const [only] = returned;
  return only && returned.length === 1 ? ofOptions(fn.file, only, form.path, unit, project) : UNKNOWN;
}

/** `app.register(fastifyJwt, options)`: the plugin is handed to a method of that name. */
function isRegistered(file: SourceFile, { callee, arguments: [plugin] }: TSESTree.CallExpression | TSESTree.NewExpression, symbol: string, project: Project): boolean {
  const method = unwrap(callee);
  return plugin !== undefined && !isFunction(plugin) && method.type === 'MemberExpression' && method.property.type === 'Identifier' && method.property.name === 'register' && project.symbol(originOf(file, plugin)) === symbol;
}

function ofOptions(file: SourceFile, node: Node | null, path: readonly string[], unit: Unit, project: Project): Expiry {
  let options = optionsOf(file, node, project);
  for (const key of path) {
    const inner = options.properties.get(key);
    if (!inner) return options.isOpen ? UNKNOWN : { kind: 'none' };
    options = optionsOf(inner.file, inner.node, project);
  }
  const said = options.properties.get('expiresIn');
  if (said) return expiryOfOption(said.file, said.node, unit, project);
  return options.isOpen ? UNKNOWN : { kind: 'none' };
}
