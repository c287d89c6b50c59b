import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { perProject } from '../../core/memo.ts';
import { importsSay } from '../../project/imported.ts';
import { optionsOf } from '../../project/options.ts';
import type { Options } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { lastNames, MAY_REQUEST, REQUESTS } from './libraries.ts';
import type { OutgoingRequest, Place, RequestForm } from './types.ts';
import { VERBS } from './verbs.ts';

const NAMES = lastNames(REQUESTS.keys());
const MAX_MAKERS = 4;

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * The calls of a file that send an HTTP request, and those that make an instance of a client, in source order: by what is called,
 * instances of other files included.
 */
export const requestsIn = perProject((file: SourceFile, project: Project): readonly OutgoingRequest[] =>
  mayRequest(file, project) ? [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node) => requestOf(file, node, project) ?? []).sort((a, b) => a.node.range[0] - b.node.range[0]) : [],
);

/** A file without a client of its own may be given one by another file. */
function mayRequest(file: SourceFile, project: Project): boolean {
  return file.passes(MAY_REQUEST) || importsSay(file, project, MAY_REQUEST);
}

function requestOf(file: SourceFile, node: Call, project: Project): OutgoingRequest | null {
  const callee = unwrap(node.callee);
  // A default export has any name.
  if (callee.type === 'MemberExpression' ? !NAMES.has(keyName(callee) ?? '') : callee.type !== 'Identifier') return null;
  const origin = project.follow(originOf(file, callee));
  const called = project.symbol(origin);
  const entry = called === null ? undefined : REQUESTS.get(node.type === 'NewExpression' ? `new ${called}` : called);
  if (!entry || node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const { library, form } = entry;
  const made = makersOf(origin, project);
  const makers = made ?? (library.time?.perCall ? [] : null);
  const own = givenTo(file, node, form, project);
  const options = makers === null ? { ...own, isOpen: true } : makers.reduce((above, { options: below }) => over(above, below), own);
  return {
    node,
    file,
    library,
    form,
    name: file.textOf(callee).replaceAll(/\s+/gu, ''),
    method: form.method ?? (form.verb === undefined ? methodOf(options, project) : verbAt(file, node, form.verb, project)),
    addresses: addressesOf(file, node, form, project),
    bases: makers?.flatMap((maker) => addressesOf(maker.file, maker.node, maker.form, project)) ?? [],
    options,
    isOfInstance: !form.makes && !library.time?.perCall && (makers === null || makers.length > 0),
  };
}

interface Maker {
  readonly node: Call;
  readonly file: SourceFile;
  readonly form: RequestForm;
  readonly options: Options;
}

/** The calls that made the instance a request goes through, the nearest first; null where it is an instance nobody is seen to make. */
function makersOf(origin: Origin, project: Project): readonly Maker[] | null {
  const found: Maker[] = [];
  for (let at = origin; ; ) {
    switch (at.kind) {
      case 'member':
        at = project.follow(at.object);
        continue;
      case 'call':
      case 'instance': {
        const symbol = symbolOf(at.kind === 'call' ? at.callee : at) ?? project.symbol(at.kind === 'call' ? at.callee : at);
        const form = symbol === null ? undefined : REQUESTS.get(symbol)?.form;
        if (!at.node || at.node.type === 'TaggedTemplateExpression' || found.length > MAX_MAKERS) return null;
        if (!form?.makes) return null;
        found.push({ node: at.node, file: at.file, form, options: givenTo(at.file, at.node, form, project) });
        if (at.kind === 'instance') return found;
        at = project.follow(at.callee);
        continue;
      }
      case 'import':
      case 'global':
        return found;
      default:
        return null;
    }
  }
}

/** The options a call is given, in any of the places its form names. */
function givenTo(file: SourceFile, node: Call, { options: places, address, makes }: RequestForm, project: Project): Options {
  return places.reduce<Options>((all, place) => {
    const given = node.arguments[place];
    if (!given || given.type === 'SpreadElement' || isFunction(unwrap(given))) return all;
    const isAddress = place === address.at && !makes && (isText(file, given, project) || places.some((other) => other !== place && node.arguments[other] && !isFunction(unwrap(node.arguments[other]))));
    if (isAddress) return all;
    return over(optionsOf(file, given, project), all);
  }, { properties: new Map(), isOpen: false });
}

/** Whether an argument that may be the address or options is an address. */
function isText(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  if (stringValue(inner) !== null || inner.type === 'TemplateLiteral' || inner.type === 'BinaryExpression') return true;
  const origin = project.follow(originOf(file, inner));
  return (origin.kind === 'instance' && symbolOf(origin.of) === 'global#URL') || (origin.kind === 'value' && origin.node !== inner && origin.node.type !== 'ObjectExpression');
}

/** Options over others: what the first say counts. */
function over(first: Options, second: Options): Options {
  return { properties: new Map([...second.properties, ...first.properties]), isOpen: first.isOpen || second.isOpen };
}

/** The method that an argument says: `superagent('POST', address)`. */
function verbAt(file: SourceFile, node: Call, place: number, project: Project): string | null {
  const given = node.arguments[place];
  const values = given ? project.constants(file, given) : null;
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'string' && VERBS.includes(only.toLowerCase()) ? only.toUpperCase() : null;
}

function methodOf(options: Options, project: Project): string | null {
  const said = options.properties.get('method');
  if (!said) return options.isOpen ? null : 'GET';
  const values = project.constants(said.file, said.node);
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'string' ? only.toUpperCase() : null;
}

/** The expressions that say where a call sends to. */
function addressesOf(file: SourceFile, node: Call, { address }: RequestForm, project: Project): readonly Place[] {
  const given = node.arguments[address.at];
  if (!given || given.type === 'SpreadElement') return [];
  const options = address.properties ? optionsOf(file, given, project) : null;
  const properties = (address.properties ?? []).flatMap((name) => options?.properties.get(name) ?? []);
  return properties.length > 0 ? properties : [{ node: given, file }];
}
