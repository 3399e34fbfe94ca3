import type { Sandbox } from '../state/sandboxes.ts';

/** A sandbox that exists, and the label of its namespace, if it has one. */
export interface Placed extends Sandbox {
  readonly namespace?: string;
}

/** A sandbox, and those that were forked from it. */
export interface Fork {
  readonly id: string;
  /** False for one that was ended and has forks that exist. */
  readonly exists: boolean;
  readonly namespace: string | undefined;
  readonly forks: readonly Fork[];
}

/** The trees of sandboxes, in the order in which they came. An ended parent stands where its first fork does. */
export function forksOf(sandboxes: readonly Placed[]): readonly Fork[] {
  const nodes = new Map<string, Fork & { readonly forks: Fork[] }>();
  const roots: Fork[] = [];
  for (const { id, namespace } of sandboxes) nodes.set(id, { id, exists: true, namespace, forks: [] });
  for (const { id, parent, namespace } of sandboxes) {
    const node = nodes.get(id);
    if (!node) continue;
    if (parent === undefined) {
      roots.push(node);
      continue;
    }
    let above = nodes.get(parent);
    if (!above) {
      above = { id: parent, exists: false, namespace, forks: [] };
      nodes.set(parent, above);
      roots.push(above);
    }
    above.forks.push(node);
  }
  return roots;
}
