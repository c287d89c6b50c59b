import { join } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';

/** Uploaded files that stay in a folder of the server. */
export interface LocalUpload {
  /** What says the folder, or writes the file. */
  readonly node: Node;
  /** As it is written; null where only the call that writes is known. */
  readonly folder: string | null;
}

/** An option of a call that names a folder, or a storage made by `diskStorage`. */
interface Receiver {
  readonly options: number;
  readonly folders: readonly string[];
}

/** Passed by a file that may receive uploads, or write files. */
export const RECEIVES_FILES = words(/multer|formidable|FileInterceptor|FilesInterceptor|FileFieldsInterceptor|writeFile|createWriteStream|outputFile/u);
const MULTER: Receiver = { options: 0, folders: ['dest', 'destination'] };
const INTERCEPTOR: Receiver = { options: 1, folders: ['dest'] };
/** Calls that receive files, by symbol. https://github.com/expressjs/multer, https://github.com/node-formidable/formidable */
const RECEIVERS: ReadonlyMap<string, Receiver> = new Map([
  ...['multer#default', 'multer#diskStorage', 'multer#default.diskStorage', '@koa/multer#default', '@koa/multer#default.diskStorage', '@koa/multer#diskStorage', 'fastify-multer#default', 'fastify-multer#diskStorage', '@nestjs/platform-express#MulterModule.register'].map((symbol) => [symbol, MULTER] as const),
  ...['FileInterceptor', 'FilesInterceptor', 'FileFieldsInterceptor'].map((name) => [`@nestjs/platform-express#${name}`, INTERCEPTOR] as const),
  ...['AnyFilesInterceptor'].map((name) => [`@nestjs/platform-express#${name}`, { ...INTERCEPTOR, options: 0 }] as const),
  ...['formidable#default', 'formidable#formidable', 'new formidable#IncomingForm', 'new formidable#Formidable'].map((symbol) => [symbol, { options: 0, folders: ['uploadDir'] }] as const),
]);
const WRITES = /^(?:fs|fs\/promises|fs-extra)#(?:default\.)?(?:promises\.)?(?:writeFile|writeFileSync|outputFile|outputFileSync)$/u;
/** Folders that are emptied sooner or later: what lies there is on its way. */
const TEMPORARY = /(?:^|[\\/._-])(?:tmp|temp|temporary)(?:$|[\\/._-])/iu;

/** Where the linted file keeps uploaded files on the disk of the server: in folders that are constant and not temporary. */
export const localUploads = perFile((context): readonly LocalUpload[] => {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call): readonly LocalUpload[] => {
    const symbol = project.symbol(originOf(file, call.type === 'NewExpression' ? call : call.callee));
    const receiver = symbol === null ? undefined : RECEIVERS.get(symbol);
    if (receiver) return ofReceiver(file, project, call, receiver);
    return symbol !== null && WRITES.test(symbol) && call.arguments[1] && httpModel(context).readOf(unwrap(call.arguments[1]))?.part === 'files' && !isTemporary(file, project, call.arguments[0]) ? [{ node: call, folder: null }] : [];
  });
});

function ofReceiver(file: SourceFile, project: Project, call: TSESTree.CallExpression | TSESTree.NewExpression, { options, folders }: Receiver): readonly LocalUpload[] {
  const { properties } = optionsOf(file, (call.arguments[options] as Node | undefined) ?? null, project);
  return folders.flatMap((name): readonly LocalUpload[] => {
    const said = properties.get(name);
    const folder = said ? folderOf(said.file, project, said.node) : null;
    return said && folder !== null && !TEMPORARY.test(folder) ? [{ node: said.file === file ? said.node : call, folder }] : [];
  });
}

/** The folder that an option says: a constant, `path.join(__dirname, 'uploads')`, or what a function of multer hands to its callback. */
function folderOf(file: SourceFile, project: Project, node: Node): string | null {
  const inner = unwrap(node);
  if (isFunction(inner)) {
    const parameter = inner.params[2];
    const callback = parameter?.type === 'Identifier' ? file.variableOf(parameter) : null;
    const calls = (callback?.references ?? []).flatMap(({ identifier }) => {
      const parent = file.parent(identifier as Node);
      return parent?.type === 'CallExpression' && parent.callee === identifier && parent.arguments[1] ? [parent.arguments[1]] : [];
    });
    const [only] = calls;
    return calls.length === 1 && only ? folderOf(file, project, only) : null;
  }
  if (inner.type === 'CallExpression' && /^path#(?:default\.)?(?:join|resolve)$/u.test(project.symbol(originOf(file, inner.callee)) ?? '')) {
    const parts = inner.arguments.map((argument) => (isHere(argument) ? '.' : constant(file, project, argument)));
    return parts.every((part) => part !== null) ? join(...parts) : null;
  }
  return constant(file, project, inner);
}

/** `__dirname`, `process.cwd()`, `import.meta.dirname`: in the code of the server. */
function isHere(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name === '__dirname';
  const member = inner.type === 'CallExpression' ? unwrap(inner.callee) : inner;
  return member.type === 'MemberExpression' && member.property.type === 'Identifier' && ((member.property.name === 'cwd' && inner.type === 'CallExpression') || (member.property.name === 'dirname' && member.object.type === 'MetaProperty'));
}

function constant(file: SourceFile, project: Project, node: Node): string | null {
  const [value] = project.constants(file, node) ?? [];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether a path is temporary, or nothing is known of its folder. */
function isTemporary(file: SourceFile, project: Project, node: Node | undefined): boolean {
  if (!node) return true;
  const inner = unwrap(node);
  const text = inner.type === 'TemplateLiteral' ? (inner.quasis[0]?.value.cooked ?? '') : inner.type === 'CallExpression' ? inner.arguments.map((one) => (isHere(one) ? './' : (constant(file, project, one) ?? ''))).join('/') : (constant(file, project, inner) ?? '');
  return text === '' || TEMPORARY.test(text);
}
