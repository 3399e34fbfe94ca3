import { operationById, pathOf } from '../contract/contract.ts';
import type { WireRequest } from '../http/request.ts';
import { member, type WireResponse } from '../http/response.ts';

/** Ids of the sandboxes that a response reports as created: `id` of create, `children` of fork. */
export function sandboxesIn(response: WireResponse | undefined): string[] {
  if (!response || response.status >= 300) return [];
  const children = member(response, 'children');
  return [member(response, 'id'), ...(Array.isArray(children) ? (children as unknown[]) : [])].filter(
    (id) => typeof id === 'string',
  );
}

/** The evidence in a response that a protected handler ran; undefined when there is none. */
export function protectedEffect(response: WireResponse): string | undefined {
  if (response.status >= 300) return undefined;
  const id = member(response, 'id');
  if (typeof id === 'string' && id !== '') return `a sandbox was created (${response.status}, id ${id})`;
  if (Array.isArray(member(response, 'children'))) return `a sandbox was forked (${response.status})`;
  const first =
    response.body
      .toString('utf8')
      .split('\n')
      .find((line) => line.trim() !== '') ?? '';
  const type = member({ body: Buffer.from(first) }, 'type');
  if (type === 'stdout' || type === 'stderr' || type === 'exit') return `code ran (${response.status})`;
  return undefined;
}

/** An id that no server has issued. */
export const NO_SANDBOX = 'sbx_00000000000040008000000000000000';

/** The request that destroys a sandbox. */
export function destroyRequest(id: string, key: string | undefined): WireRequest {
  const operation = operationById('destroySandbox');
  return {
    method: operation.method,
    target: pathOf(operation, { id }),
    headers: key === undefined ? [] : [['Authorization', `Bearer ${key}`]],
  };
}
