import { generated } from './generated/contract.ts';
import type { Operation } from './operations.ts';

export type { Operation, Parameter } from './operations.ts';

/** The operations that a run covers: those of openapi.yaml and of `--spec`. */
export interface Contract {
  readonly operations: readonly Operation[];
  readonly protected: readonly Operation[];
}

/** Every operation of openapi.yaml that a hostd must have, in the document's order. */
export const operations: readonly Operation[] = generated.operations.filter(({ observed }) => !observed);

/** Those, and the ones that clients call besides. A hostd that lacks these is correct, and the mock has them. */
export const knownOperations: readonly Operation[] = generated.operations;

/** The two exact texts of a 401, from the examples of openapi.yaml. Source: docs.podflare.ai/concepts/auth. */
export const unauthorizedText: { readonly missing: string; readonly invalid: string } = generated.unauthorized;

/** Version of the contract and SHA-256 of openapi.yaml, so that a report says what it was judged by. */
export const contractVersion: string = generated.version;
export const contractHash: string = generated.hash;

/** Finds one operation by its `operationId`. Throws when openapi.yaml has none of that name. */
export function operationById(id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`openapi.yaml has no operation "${id}"`);
  return found;
}

/**
 * Fills the path template. Parameters that are not given take the document's example, which names a sandbox
 * that no server ever issued.
 */
export function pathOf(operation: Operation, parameters: Readonly<Record<string, string>> = {}): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const example = operation.parameters.find((p) => p.in === 'path' && p.name === name)?.example;
    return encodeURIComponent(parameters[name] ?? example ?? 'x');
  });
  const query = operation.parameters.filter((p) => p.in === 'query' && p.required);
  if (query.length === 0) return path;
  return `${path}?${query.map((p) => `${encodeURIComponent(p.name)}=${encodeURIComponent(p.example)}`).join('&')}`;
}
