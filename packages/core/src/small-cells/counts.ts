/** A group with the groups it is made of. Only groups without others in them carry counts; the rest are sums. */
export type CountNode = CountLeaf | CountBranch;

export interface CountLeaf {
  readonly key: string;
  /** One figure per column; a person is counted in one column. */
  readonly counts: readonly number[];
}

export interface CountBranch {
  readonly key: string;
  readonly children: readonly CountNode[];
}

export interface PublishedRow {
  /** That of its group; `rest` of what is not shown by itself below `under`. */
  readonly key: string;
  readonly kind: 'group' | 'rest';
  /** The shown group it stands under; null: the whole. */
  readonly under: string | null;
  readonly people: number;
  /** One figure per published column; null where the whole is shown without columns. */
  readonly figures: readonly number[] | null;
}

export interface PublishedCounts {
  /**
   * Which columns each figure adds up, in the order of the figures: columns too small by themselves
   * are together in the last one. null: no figures, because they would tell too much.
   */
  readonly columns: readonly (readonly number[])[] | null;
  /** The whole first, then parents before their parts. Empty: too few people for any number. */
  readonly rows: readonly PublishedRow[];
}

export function isBranch(node: CountNode): node is CountBranch {
  return 'children' in node;
}

export function leavesOf(node: CountNode): readonly CountLeaf[] {
  return isBranch(node) ? node.children.flatMap(leavesOf) : [node];
}
