import type { Sandbox } from '../state/sandboxes.ts';

/** A sandbox that exists, with the label of its namespace if it has one. */
export interface Placed extends Sandbox {
  readonly namespace?: string;
}

/** A sandbox and its forks. */
export interface Fork {
  readonly id: string;
  /** False when the sandbox has ended but some of its forks still exist. */
  readonly exists: boolean;
  readonly namespace: string | undefined;
  readonly forks: readonly Fork[];
}

/** The sandboxes as trees of forks, oldest first. An ended parent takes the position of its first fork. */
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
    let parentNode = nodes.get(parent);
    if (!parentNode) {
      parentNode = { id: parent, exists: false, namespace, forks: [] };
      nodes.set(parent, parentNode);
      roots.push(parentNode);
    }
    parentNode.forks.push(node);
  }
  return roots;
}
