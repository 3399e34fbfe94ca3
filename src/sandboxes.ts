import { operationById, pathOf } from './contract/contract.ts';
import type { WireRequest } from './wire/request.ts';
import { member, type WireResponse } from './wire/response.ts';

/** Ids of the sandboxes that an answer says it made: `id` of create, `children` of fork. */
export function sandboxesIn(response: WireResponse | undefined): string[] {
  if (!response || response.status >= 300) return [];
  const children = member(response, 'children');
  return [member(response, 'id'), ...(Array.isArray(children) ? (children as unknown[]) : [])].filter(
    (id) => typeof id === 'string',
  );
}

/** An id that no server ever issued. */
export const NO_SANDBOX = 'sbx_00000000000040008000000000000000';

/** The request that ends a sandbox. */
export function destroyRequest(id: string, key: string | undefined): WireRequest {
  const operation = operationById('destroySandbox');
  return {
    method: operation.method,
    target: pathOf(operation, { id }),
    headers: key === undefined ? [] : [['Authorization', `Bearer ${key}`]],
  };
}
