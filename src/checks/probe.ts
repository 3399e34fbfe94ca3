import { operations, pathOf } from '../contract/contract.ts';
import type { WireRequest } from '../http/request.ts';

const health = operations.find(({ exempt }) => exempt);

/** The liveness request of the contract, which needs no key. */
export const LIVENESS: WireRequest = {
  method: health?.method ?? 'GET',
  target: health ? pathOf(health) : '/',
  headers: [],
};
