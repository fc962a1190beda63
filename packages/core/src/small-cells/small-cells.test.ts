import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBranch, leavesOf, type CountLeaf, type CountNode, type PublishedCounts } from './counts.ts';
import { BALLOT_POLICY, INTERNAL_POLICY, PUBLIC_POLICY, roundedCount, type PublicationPolicy } from './policy.ts';
import { publishCounts } from './publish-counts.ts';
import { roundedCounts } from './rounded-counts.ts';
import { isInSpan, spanOf } from './testing/linear-span.ts';

const RUNS = { seed: 20_261_123, numRuns: 400 };
const POLICIES = { public: PUBLIC_POLICY, internal: INTERNAL_POLICY, ballot: BALLOT_POLICY } as const;

function leaf(key: string, ...counts: number[]): CountLeaf {
  return { key, counts };
}

const people = (published: PublishedCounts) => published.rows.map(({ key, kind, people }) => `${kind} ${key} ${people}`);

/** Trees up to three levels deep with names of their own. */
function treeArbitrary(columns: number, countMax: number): fc.Arbitrary<CountNode> {
  const counts = fc.array(fc.nat(countMax), { minLength: columns, maxLength: columns });
  const branch = fc.array(fc.oneof({ weight: 3, arbitrary: counts }, { weight: 1, arbitrary: fc.array(counts, { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 5,
  });
  return fc.array(branch, { minLength: 1, maxLength: 4 }).map((branches) => ({
    key: 'root',
    children: branches.map((children, place) => ({
      key: `b${place}`,
      children: children.map((child, at) => named(child, `b${place}.${at}`)),
    })),
  }));
}

function named(child: number[] | number[][], key: string): CountNode {
  if (child.every((one) => typeof one === 'number')) return child.length > 0 ? leaf(key, ...child) : { key, children: [] };
  return { key, children: (child as number[][]).map((counts, place) => leaf(`${key}.${place}`, ...counts)) };
}

/** Which leaves each published row adds up, found out from the tree alone. */
function membersOf(root: CountNode, published: PublishedCounts): readonly (readonly CountLeaf[])[] {
  const nodes = new Map<string, CountNode>();
  const walk = (node: CountNode): void => {
    nodes.set(node.key, node);
    if (isBranch(node)) node.children.forEach(walk);
  };
  walk(root);
  return published.rows.map((row) => {
    const leaves = leavesOf(nodes.get(row.key)!);
    if (row.kind === 'group') return leaves;
    const shown = new Set(
      published.rows.filter((one) => one.under === row.key && one.kind === 'group').flatMap((one) => leavesOf(nodes.get(one.key)!)),
    );
    return leaves.filter((one) => !shown.has(one));
  });
}

interface Reading {
  readonly leaves: readonly CountLeaf[];
  /** A vector over leaf × column, and the number that is published of it. */
  readonly equations: readonly { readonly vector: readonly number[]; readonly figure: number }[];
  /** Leaves that no row shows alone. */
  readonly hidden: readonly CountLeaf[];
  readonly columns: number;
}

function read(root: CountNode, published: PublishedCounts): Reading {
  const leaves = leavesOf(root);
  const columns = leaves[0]?.counts.length ?? 0;
  const members = membersOf(root, published);
  const all = Array.from({ length: columns }, (_, column) => column);
  const equations = published.rows.flatMap((row, place) => {
    const groups = row.figures === null ? [all] : [all, ...(published.columns ?? [])];
    return groups.map((group, at) => ({
      vector: leaves.flatMap((one) => all.map((column) => (members[place]!.includes(one) && group.includes(column) ? 1 : 0))),
      figure: at === 0 ? row.people : row.figures![at - 1]!,
    }));
  });
  const alone = new Set(members.filter((some) => some.length === 1).map(([one]) => one));
  return { leaves, equations, columns, hidden: leaves.filter((one) => !alone.has(one)) };
}

describe('small cells', () => {
  it('[CELL-1] merge a group of fewer people than the threshold into the rest of its branch', () => {
    const root = { key: 'all', children: [leaf('a', 40), leaf('b', 30), leaf('c', 6), leaf('d', 7)] };
    expect(people(publishCounts(root, PUBLIC_POLICY))).toEqual(['group all 83', 'group a 40', 'group b 30', 'rest all 13']);
  });

  it('[CELL-2] hide another group, the smallest, where one alone could be found by subtracting', () => {
    const root = { key: 'all', children: [leaf('a', 40), leaf('b', 30), leaf('c', 6)] };
    expect(people(publishCounts(root, PUBLIC_POLICY))).toEqual(['group all 76', 'group a 40', 'rest all 36']);
    expect(people(publishCounts({ key: 'all', children: [leaf('a', 40), leaf('c', 6)] }, PUBLIC_POLICY))).toEqual(['group all 46']);
  });

  it('[CELL-2] a branch that is too small goes up as a whole, and a branch in the rest shows nothing below it', () => {
    const small = { key: 'small', children: [leaf('s1', 4), leaf('s2', 3)] };
    const large = { key: 'large', children: [leaf('l1', 50), leaf('l2', 60)] };
    const other = { key: 'other', children: [leaf('o1', 20), leaf('o2', 25)] };
    const published = publishCounts({ key: 'all', children: [small, large, other] }, PUBLIC_POLICY);
    expect(people(published)).toEqual(['group all 162', 'group large 110', 'group l1 50', 'group l2 60', 'rest all 52']);
  });

  it('[CELL-3] publish nothing of fewer people than the threshold altogether', () => {
    expect(publishCounts({ key: 'all', children: [leaf('a', 4), leaf('b', 5)] }, PUBLIC_POLICY).rows).toEqual([]);
    expect(people(publishCounts({ key: 'all', children: [leaf('a', 4), leaf('b', 5)] }, INTERNAL_POLICY))).toEqual(['group all 9']);
  });

  it('[CELL-4] columns that are small in the whole are told together, with the smallest of the others where they must be', () => {
    const root = leaf('all', 50, 3, 4, 20);
    expect(publishCounts(root, PUBLIC_POLICY)).toEqual({
      columns: [[0], [1, 2, 3]],
      rows: [{ key: 'all', kind: 'group', under: null, people: 77, figures: [50, 27] }],
    });
    expect(publishCounts(leaf('all', 50, 3), PUBLIC_POLICY).rows[0]?.figures).toBeNull();
  });

  it('[CELL-5] of a ballot, show no group in which everybody voted alike, and small figures of groups that are large enough', () => {
    const sites = [leaf('a', 30, 2), leaf('b', 25, 0), leaf('c', 28, 4), leaf('d', 40, 9)];
    expect(
      publishCounts({ key: 'all', children: sites }, BALLOT_POLICY).rows.map(({ key, kind, figures }) => [kind, key, figures]),
    ).toEqual([
      ['group', 'all', [123, 15]],
      ['group', 'c', [28, 4]],
      ['group', 'd', [40, 9]],
      ['rest', 'all', [55, 2]],
    ]);
  });

  it.each(Object.entries(POLICIES))('[CELL-6] no linear combination of published figures is a hidden one (%s)', (_name, policy) => {
    fc.assert(
      fc.property(treeArbitrary(2, 24), (root) => {
        const { leaves, equations, hidden, columns } = read(root, publishCounts(root, policy));
        const span = spanOf(equations.map(({ vector }) => vector));
        for (const one of hidden) {
          const at = leaves.indexOf(one) * columns;
          const wanted = Array.from({ length: columns }, (_, column) => [at + column]).concat([
            Array.from({ length: columns }, (_, column) => at + column),
          ]);
          for (const places of wanted) {
            const vector = equations[0] ? equations[0].vector.map((_, place) => (places.includes(place) ? 1 : 0)) : [];
            expect(equations.length > 0 && isInSpan(span, vector), one.key).toBe(false);
          }
        }
      }),
      RUNS,
    );
  });

  it('[CELL-7] published figures leave every hidden one at least two values, unless nobody is in that column at all', () => {
    const cell = fc.nat(2);
    const table = fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 3 });
    const policy = fc.constantFrom<PublicationPolicy>(
      { peopleMin: 2, figureMin: 2, unanimousHidden: false },
      { peopleMin: 2, figureMin: 1, unanimousHidden: true },
    );
    fc.assert(
      fc.property(table, policy, fc.boolean(), (counts, chosen, nested) => {
        const sites = counts.map((pair, place) => leaf(`s${place}`, ...pair));
        const root = { key: 'all', children: nested ? [{ key: 'b', children: sites.slice(0, 2) }, sites[2]!] : sites };
        const { equations, hidden, leaves } = read(root, publishCounts(root, chosen));
        const possible = EVERY_TABLE.filter((cells) => equations.every(({ vector, figure }) => dot(vector, cells) === figure));
        for (const one of hidden)
          for (const column of [0, 1]) {
            if (counts.every((pair) => pair[column] === 0)) continue;
            const values = new Set(possible.map((cells) => cells[leaves.indexOf(one) * 2 + column]));
            expect(values.size, `${one.key} ${column}`).toBeGreaterThan(1);
          }
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  it.each(Object.entries(POLICIES))('[CELL-8] nothing published stands for fewer people than the policy says (%s)', (_name, policy) => {
    fc.assert(
      fc.property(treeArbitrary(3, 20), (root) => {
        const { rows } = publishCounts(root, policy);
        for (const row of rows) {
          expect(row.people).toBeGreaterThanOrEqual(policy.peopleMin);
          for (const figure of row.figures ?? []) expect(figure === 0 || figure >= policy.figureMin).toBe(true);
          const isWhole = row.under === null;
          if (policy.unanimousHidden && !isWhole) expect(row.figures?.includes(row.people) && row.figures.length > 1).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('[CELL-8] every part adds up to what it stands under', () => {
    fc.assert(
      fc.property(treeArbitrary(2, 24), (root) => {
        const { rows } = publishCounts(root, INTERNAL_POLICY);
        for (const row of rows.filter((one) => one.kind === 'group')) {
          const parts = rows.filter((one) => one.under === row.key);
          if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part.people, 0)).toBe(row.people);
        }
      }),
      RUNS,
    );
  });

  it('[CELL-9] rounding gives one number the same value everywhere, a multiple of five less than five away', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (count) => {
        expect(roundedCount(count) % 5).toBe(0);
        expect(Math.abs(roundedCount(count) - count)).toBeLessThan(5);
      }),
    );
    const published = roundedCounts(publishCounts({ key: 'all', children: [leaf('a', 41), leaf('b', 32)] }, PUBLIC_POLICY));
    expect(published.rows.map((row) => row.people)).toEqual([75, 40, 30]);
  });

  it('[CELL-10] 145 rooms in 40 branches with five columns are one call', () => {
    const children = Array.from({ length: 40 }, (_, branch) => ({
      key: `b${branch}`,
      children: Array.from({ length: branch < 25 ? 4 : 3 }, (_, site) =>
        leaf(`s${branch}.${site}`, 90 + branch, site * 7, branch % 3, 11, 0),
      ),
    }));
    const published = publishCounts({ key: 'all', children }, BALLOT_POLICY);
    expect(published.rows.filter(({ kind }) => kind === 'group').length).toBeGreaterThan(100);
  });
});

/** Three leaves of two columns with up to four people in a cell: every way they can be filled. */
const EVERY_TABLE: readonly (readonly number[])[] = Array.from({ length: 5 ** 6 }, (_, code) =>
  Array.from({ length: 6 }, (_, place) => Math.floor(code / 5 ** place) % 5),
);

function dot(vector: readonly number[], cells: readonly number[]): number {
  return vector.reduce((sum, factor, place) => sum + factor * cells[place]!, 0);
}
