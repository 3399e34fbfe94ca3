import type { FaultKind } from '../kind.ts';

export const revoke: FaultKind<Record<never, never>> = {
  doc: '401 `invalid api key`, as if the key were revoked. The operation does not run.',
  found: 'a fault of the mock: refused as if the key were revoked',
  schema: {},
  read: () => ({}),
  respond: (call) => call.refuse(),
};
