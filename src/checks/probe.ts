import { operations, pathOf } from '../contract/contract.ts';
import type { WireRequest } from '../http/request.ts';

const health = operations.find(({ exempt }) => exempt);

/** The request that any hostd answers, without a key: the liveness route of the contract. */
export const LIVENESS: WireRequest = {
  method: health?.method ?? 'GET',
  target: health ? pathOf(health) : '/',
  headers: [],
};
