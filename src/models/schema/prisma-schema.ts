import { dirname } from 'node:path/posix';
import { memo } from '../../core/memo.ts';
import type { Dialect } from '../../core/settings.ts';
import { readPrismaFile } from '../../prisma/read.ts';
import type { PrismaBlockNode, PrismaFileNode } from '../../prisma/types.ts';
import type { Project } from '../../project/types.ts';

/** Prisma schema reference, `datasource`, `provider`. CockroachDB has types and indexes of its own. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([['postgresql', 'postgres'], ['postgres', 'postgres'], ['mysql', 'mysql'], ['sqlite', 'sqlite'], ['sqlserver', 'mssql']]);

interface OtherFile {
  readonly path: string;
  readonly text: string;
  readonly ast: PrismaFileNode;
}

/** Trees of the files beside the linted one, read again where the text is another. */
const trees = memo<Project, Map<string, OtherFile>>(() => new Map());

/**
 * One Prisma schema, which may stand in several files: a file without a datasource has it from the nearest folder around
 * that has one, or from the only one of its package. Other files are read only when something asks that its own does not say.
 * Source: Prisma documentation, "Multi-file Prisma schema".
 */
export class PrismaSchema {
  readonly #own: PrismaFileNode;
  readonly #path: string;
  readonly #project: Project;
  #others: readonly OtherFile[] | undefined;
  #sources: readonly PrismaBlockNode[] | undefined;

  constructor(own: PrismaFileNode, path: string, project: Project) {
    this.#own = own;
    this.#path = path;
    this.#project = project;
  }

  /** Null where there is no datasource at all; `unknown` where they disagree, or it is none of ours. */
  dialect(): Dialect | 'unknown' | null {
    const providers = new Set(this.#datasources().map((block) => settingOf(block, 'provider')));
    const [only] = providers;
    if (only === undefined) return null;
    return (providers.size === 1 && only !== null && DIALECTS.get(only)) || 'unknown';
  }

  /** The model, view, enum or type of a name; null where there is none or more than one. */
  declared(name: string): PrismaBlockNode | null {
    const named = ({ body }: PrismaFileNode): PrismaBlockNode | undefined => body.find((block) => block.name.name === name && !isConfiguration(block));
    const own = named(this.#own);
    if (own) return own;
    // what has a datasource of its own may be another schema
    const found = this.#files().filter(({ ast }) => sourcesIn(ast).length === 0 || sourcesIn(this.#own).length === 0).flatMap(({ ast }) => named(ast) ?? []);
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  #datasources(): readonly PrismaBlockNode[] {
    return (this.#sources ??= this.#findSources());
  }

  #findSources(): readonly PrismaBlockNode[] {
    const own = sourcesIn(this.#own);
    if (own.length > 0) return own;
    const files = this.#files().filter(({ ast }) => sourcesIn(ast).length > 0);
    for (let folder = dirname(this.#path); ; folder = dirname(folder)) {
      const here = files.filter(({ path }) => dirname(path) === folder);
      if (here.length > 0) return here.flatMap(({ ast }) => sourcesIn(ast));
      if (folder === dirname(folder)) break;
    }
    return files.flatMap(({ ast }) => sourcesIn(ast));
  }

  #files(): readonly OtherFile[] {
    return (this.#others ??= this.#readOthers());
  }

  #readOthers(): readonly OtherFile[] {
    const info = this.#project.packageOf({ path: this.#path });
    const known = trees(this.#project);
    return this.#project.filesOf(info?.folder ?? this.#project.root).filter((path) => path.endsWith('.prisma') && path !== this.#path).flatMap((path) => {
      const text = this.#project.text(path);
      if (text === null) return [];
      const before = known.get(path);
      const file = before?.text === text ? before : { path, text, ast: readPrismaFile(text) };
      known.set(path, file);
      return [file];
    });
  }
}

function sourcesIn({ body }: PrismaFileNode): readonly PrismaBlockNode[] {
  return body.filter(({ keyword }) => keyword === 'datasource');
}

function isConfiguration({ keyword }: PrismaBlockNode): boolean {
  return keyword === 'datasource' || keyword === 'generator';
}

/** The text of a setting; null where it is not written or no plain string. */
function settingOf({ body }: PrismaBlockNode, name: string): string | null {
  for (const member of body) {
    if (member.type === 'PrismaSetting' && member.name.name === name) return member.value.kind === 'string' ? member.value.value : null;
  }
  return null;
}
