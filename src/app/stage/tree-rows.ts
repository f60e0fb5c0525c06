// A tree as the rows that are visible, and where the arrow keys lead from one: the tree pattern of the ARIA practices.

import type { TreeNode } from "../../scene/tree.ts";

export interface TreeRow {
  readonly node: TreeNode;
  /** From 1. */
  readonly level: number;
  /** null for a leaf. */
  readonly open: boolean | null;
  /** Its place among its siblings, from 1, and how many there are. */
  readonly at: number;
  readonly of: number;
  readonly parent: TreeRow | null;
}

// Open to begin with: the house, its rooms, processes with children; not one that has only files, nor another machine.
const begins = ({ key, children }: TreeNode, level: number): boolean =>
  level === 1 || (!key.endsWith("|kernel") && children.some((child) => /^(.*\|)?(task|room):/.test(child.key)));

/** `toggled` holds the keys of those that are not as they were to begin with. */
export function flatten(root: TreeNode, toggled: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (node: TreeNode, level: number, at: number, of: number, parent: TreeRow | null): void => {
    const begin = begins(node, level);
    const open = node.children.length === 0 ? null : toggled.has(node.key) ? !begin : begin;
    const row = { node, level, open, at, of, parent };
    rows.push(row);
    if (open)
      for (const [i, child] of node.children.entries()) visit(child, level + 1, i + 1, node.children.length, row);
  };
  visit(root, 1, 1, 1, null);
  return rows;
}

/** The row that a key leads to, "toggle" where it opens or closes the row, null for a key without a meaning here. */
export function moved(rows: readonly TreeRow[], from: TreeRow, key: string): TreeRow | "toggle" | undefined | null {
  const i = rows.indexOf(from);
  switch (key) {
    case "ArrowDown":
      return rows[i + 1];
    case "ArrowUp":
      return rows[i - 1];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowRight":
      return from.open === false ? "toggle" : from.open ? rows[i + 1] : undefined;
    case "ArrowLeft":
      return from.open ? "toggle" : (from.parent ?? undefined);
    default: {
      if (key.length !== 1) return null;
      const later = [...rows.slice(i + 1), ...rows.slice(0, i)];
      return later.find(({ node }) => node.label.toLowerCase().startsWith(key.toLowerCase())) ?? null;
    }
  }
}
