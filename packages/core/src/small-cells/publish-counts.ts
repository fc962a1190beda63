/**
 * Small-cell suppression of counts in a tree of groups (statistical disclosure control; Hundepool et al.,
 * "Statistical Disclosure Control", Wiley 2012, ch. 4; the method is told in docs/small-cells.md).
 *
 * What is published is a partition: every group is shown, or is part of the one `rest` of its branch, or
 * of a branch that is shown as a whole. So every combination of published figures is a sum over whole
 * parts, and a group inside a part is never the difference of two of them.
 */
import { isBranch, leavesOf, type CountBranch, type CountNode, type PublishedCounts, type PublishedRow } from './counts.ts';
import { mergedColumns } from './merge-columns.ts';
import type { PublicationPolicy } from './policy.ts';

/** What is decided of a branch: which of its children are shown, and how those are. */
interface Shown {
  readonly node: CountNode;
  readonly figures: readonly number[];
  /** Shown children; empty: only the whole is shown. */
  readonly parts: readonly Shown[];
  /** Everything not shown, together. */
  readonly hidden: readonly CountNode[];
}

export function publishCounts(root: CountNode, policy: PublicationPolicy): PublishedCounts {
  const leaves = leavesOf(root);
  const totals = summed(
    leaves.map((leaf) => leaf.counts),
    leaves[0]?.counts.length ?? 0,
  );
  const people = total(totals);
  if (people < policy.peopleMin) return { columns: null, rows: [] };
  const columns = mergedColumns(totals, policy);
  // Without figures only people are told, as one column.
  const groups = columns ?? [totals.map((_, column) => column)];
  const reader = new Reader(groups, policy, totals);
  const shown = reader.show(root);
  return { columns, rows: [...rowsOf(reader, shown, null)].map((row) => (columns ? row : { ...row, figures: null })) };
}

/** Figures of groups, and whether they may be told. */
class Reader {
  readonly #groups: readonly (readonly number[])[];
  readonly #policy: PublicationPolicy;
  /** Which published columns somebody is in at all: of the others everybody knows that nobody is. */
  readonly #used: readonly boolean[];
  readonly #figures = new Map<CountNode, readonly number[]>();

  constructor(groups: readonly (readonly number[])[], policy: PublicationPolicy, totals: readonly number[]) {
    this.#groups = groups;
    this.#policy = policy;
    this.#used = this.#grouped(totals).map((figure) => figure > 0);
  }

  show(node: CountNode): Shown {
    const figures = this.figures(node);
    if (!isBranch(node)) return { node, figures, parts: [], hidden: [] };
    const { shown, hidden } = this.#divide(node);
    if (shown.length === 0) return { node, figures, parts: [], hidden: node.children };
    return { node, figures, parts: shown.map((child) => this.show(child)), hidden };
  }

  figures(node: CountNode): readonly number[] {
    const known = this.#figures.get(node);
    if (known) return known;
    const figures = isBranch(node) ? this.together(node.children) : this.#grouped(node.counts);
    this.#figures.set(node, figures);
    return figures;
  }

  together(nodes: readonly CountNode[]): readonly number[] {
    return summed(
      nodes.map((node) => this.figures(node)),
      this.#groups.length,
    );
  }

  /** Hides what is too small, then the smallest of the others until what is hidden may be told together. */
  #divide(branch: CountBranch): { readonly shown: readonly CountNode[]; readonly hidden: readonly CountNode[] } {
    const bySize = branch.children.toSorted((a, b) => total(this.figures(a)) - total(this.figures(b)) || (a.key < b.key ? -1 : 1));
    const hidden = bySize.filter((child) => !this.#mayStand(child));
    const rest = bySize.filter((child) => !hidden.includes(child));
    while (hidden.length > 0 && rest.length > 0 && !this.#mayCover(hidden)) hidden.push(rest.shift()!);
    const shown = hidden.length > 0 && !this.#mayCover(hidden) ? [] : branch.children.filter((child) => !hidden.includes(child));
    return { shown, hidden };
  }

  /** By itself: as a leaf, or as a branch in which something must be hidden. */
  #mayStand(node: CountNode): boolean {
    const figures = this.figures(node);
    if (!this.#isFit(figures)) return false;
    if (!isBranch(node) || leavesOf(node).length === 1) return true;
    const { shown } = this.#divide(node);
    return shown.length > 0 || this.#mayCover(node.children);
  }

  /** One figure for several groups: it must leave each of them more than one possible value. */
  #mayCover(nodes: readonly CountNode[]): boolean {
    const figures = this.together(nodes);
    if (nodes.flatMap(leavesOf).length < 2 || !this.#isFit(figures)) return false;
    return figures.every((figure, place) => !this.#used[place] || figure >= Math.max(1, this.#policy.figureMin));
  }

  #isFit(figures: readonly number[]): boolean {
    const { peopleMin, figureMin, unanimousHidden } = this.#policy;
    const people = total(figures);
    if (people < peopleMin || figures.some((figure) => figure > 0 && figure < figureMin)) return false;
    return !unanimousHidden || figures.length < 2 || !figures.includes(people);
  }

  #grouped(counts: readonly number[]): readonly number[] {
    return this.#groups.map((columns) => columns.reduce((sum, column) => sum + counts[column]!, 0));
  }
}

function* rowsOf(reader: Reader, { node, figures, parts, hidden }: Shown, under: string | null): Generator<PublishedRow> {
  yield { key: node.key, kind: 'group', under, people: total(figures), figures };
  for (const part of parts) yield* rowsOf(reader, part, node.key);
  if (parts.length === 0 || hidden.length === 0) return;
  const rest = reader.together(hidden);
  yield { key: node.key, kind: 'rest', under: node.key, people: total(rest), figures: rest };
}

/** A branch may have no parts at all. */
function summed(rows: readonly (readonly number[])[], width: number): readonly number[] {
  return Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + row[column]!, 0));
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
