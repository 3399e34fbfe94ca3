import { type createRequest, fork, merge, requestFor } from '../../../lib/requests.ts';

const body = (request: typeof createRequest, value: unknown) => ({ ...request, body: JSON.stringify(value) });

export const forkRequest = (id: string, n?: unknown) => body(requestFor(fork, { id }), n === undefined ? {} : { n });

export const mergeRequest = (parent: string, winner: string) => requestFor(merge, { parent, winner });
