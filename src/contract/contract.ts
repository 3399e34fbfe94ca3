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

/** All operations, including those that clients also call. The mock has these, but a hostd may lack them. */
export const knownOperations: readonly Operation[] = generated.operations;

/** The two exact texts of a 401, from the examples of openapi.yaml. Source: docs.podflare.ai/concepts/auth. */
export const unauthorizedText: { readonly missing: string; readonly invalid: string } = generated.unauthorized;

/** Version of the contract and SHA-256 of openapi.yaml. A report states them. */
export const contractVersion: string = generated.version;
export const contractHash: string = generated.hash;

/** Finds an operation by its `operationId`. Throws if openapi.yaml has none with that name. */
export function operationById(id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`openapi.yaml has no operation "${id}"`);
  return found;
}

/**
 * Fills the path template. Missing parameters take the document's example, which names a sandbox that no server has
 * issued.
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
