import type { Trial } from '../../../../src/checks/trial.ts';
import type { Operation } from '../../../../src/contract/contract.ts';

export const unknownRoutes = [
  { name: 'GET /v1/no-such-thing', method: 'GET' },
  { name: 'POST /v1/no-such-thing', method: 'POST' },
  { name: 'POST /v1/sandboxes/sbx_0/no-such-thing', method: 'POST' },
  { name: 'DELETE /v1/a/b/c/d', method: 'DELETE' },
  { name: 'GET /v1/capacity', method: 'GET' },
  { name: 'GET /v1/admin', method: 'GET' },
];

/** Without DELETE: with the valid key of the control it might delete a whole collection. */
const OTHER_METHODS = ['GET', 'POST', 'PUT', 'PATCH'];

export function otherMethods(t: Trial, { path }: Operation): string[] {
  const known = t.contract.operations.filter((operation) => operation.path === path).map(({ method }) => method);
  return OTHER_METHODS.filter((method) => !known.includes(method));
}
