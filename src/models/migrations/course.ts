import type { Change } from '../schema/types.ts';

/** The changes of a migration in their order, found by what they are about: a file may have thousands. */
export class Course {
  readonly #places: ReadonlyMap<Change, number>;
  readonly #about = new Map<string, Change[]>();

  constructor(changes: readonly Change[]) {
    this.#places = new Map(changes.map((change, i) => [change, i]));
    for (const change of changes) {
      const key = keyOf(change);
      if (key === null) continue;
      const known = this.#about.get(key);
      if (known) known.push(change);
      else this.#about.set(key, [change]);
    }
  }

  /** Those of a kind before another one; `name` is that of the column, the setting, the constraint or the new table. */
  before<K extends Change['kind']>(change: Change, kinds: readonly K[], name: string): readonly (Change & { readonly kind: K })[] {
    return this.#of(kinds, name).filter((one) => this.#place(one) < this.#place(change));
  }

  /** Those after another one. */
  after<K extends Change['kind']>(change: Change, kinds: readonly K[], name: string): readonly (Change & { readonly kind: K })[] {
    return this.#of(kinds, name).filter((one) => this.#place(one) > this.#place(change));
  }

  #of<K extends Change['kind']>(kinds: readonly K[], name: string): readonly (Change & { readonly kind: K })[] {
    const found = kinds.flatMap((kind) => (this.#about.get(`${kind} ${name}`) ?? []) as (Change & { readonly kind: K })[]);
    return kinds.length === 1 ? found : found.sort((a, b) => this.#place(a) - this.#place(b));
  }

  #place(change: Change): number {
    return this.#places.get(change) ?? -1;
  }
}

function keyOf(change: Change): string | null {
  switch (change.kind) {
    case 'addColumn':
    case 'alterType':
      return `${change.kind} ${change.column.name.name}`;
    case 'addConstraint':
      return change.constraint.kind === 'check' ? `${change.kind} ${change.constraint.notNullColumn}` : null;
    case 'validateConstraint':
    case 'set':
      return `${change.kind} ${change.name}`;
    case 'createTable':
      return `${change.kind} ${change.table.name}`;
    case 'renameTable':
      return `${change.kind} ${change.to.name}`;
    default:
      return null;
  }
}
