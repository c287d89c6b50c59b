/** The tree of a Prisma schema. Offsets are UTF-16 units of the file. */

export type PrismaRange = readonly [start: number, end: number];

interface Ranged {
  readonly range: PrismaRange;
}

/** A name with its place; of several parts where dots join them. */
export interface PrismaName extends Ranged {
  readonly name: string;
}

/** What stands in arguments and settings. */
export type PrismaValue = Ranged &
  (
    | { readonly kind: 'string'; /** Escapes resolved. */ readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly PrismaArgument[] }
    | { readonly kind: 'list'; readonly items: readonly PrismaValue[] }
    | { readonly kind: 'object' }
  );

export interface PrismaArgument extends Ranged {
  readonly name: string | null;
  readonly value: PrismaValue;
}

/** `@id`, `@db.VarChar(255)`, `@@index([a])`. */
export interface PrismaAttributeNode extends Ranged {
  readonly type: 'PrismaAttribute';
  readonly name: PrismaName;
  readonly args: readonly PrismaArgument[];
}

/** A field of a model, view or composite type. */
export interface PrismaFieldNode extends Ranged {
  readonly type: 'PrismaField';
  readonly name: PrismaName;
  /** Its range is the word alone; `end` is that of `[]` and `?` behind it. */
  readonly fieldType: PrismaName & { readonly list: boolean; readonly optional: boolean; readonly end: number };
  readonly attributes: readonly PrismaAttributeNode[];
}

/** A word of an enum. */
export interface PrismaEnumValueNode extends Ranged {
  readonly type: 'PrismaEnumValue';
  readonly name: PrismaName;
  readonly attributes: readonly PrismaAttributeNode[];
}

/** `provider = "postgresql"` of a datasource or generator. */
export interface PrismaSettingNode extends Ranged {
  readonly type: 'PrismaSetting';
  readonly name: PrismaName;
  readonly value: PrismaValue;
}

export const KEYWORDS = ['datasource', 'generator', 'model', 'view', 'type', 'enum'] as const;
export type PrismaKeyword = (typeof KEYWORDS)[number];

export type PrismaMemberNode = PrismaFieldNode | PrismaEnumValueNode | PrismaSettingNode | PrismaAttributeNode;

export interface PrismaBlockNode extends Ranged {
  readonly type: 'PrismaBlock';
  readonly keyword: PrismaKeyword;
  readonly name: PrismaName;
  /** From the keyword to the end of the name. */
  readonly head: PrismaRange;
  readonly body: readonly PrismaMemberNode[];
  /** Lines were not understood: there may be more members. */
  readonly open: boolean;
}

/** A comment; `value` is what stands between its marks. */
export interface PrismaCommentNode extends Ranged {
  readonly type: 'PrismaComment';
  readonly value: string;
}

/** What no version of Prisma reads. */
export interface PrismaProblem {
  readonly message: string;
  readonly offset: number;
}

export interface PrismaFileNode extends Ranged {
  readonly type: 'PrismaFile';
  readonly body: readonly PrismaBlockNode[];
  readonly comments: readonly PrismaCommentNode[];
  readonly problems: readonly PrismaProblem[];
}
