import { createRequest, healthz, requestFor } from './requests.ts';

export const S = createRequest.target; // /v1/sandboxes
export const H = requestFor(healthz).target; // /v1/healthz
export const tail = S.slice(S.lastIndexOf('/')); // /sandboxes
export const probe = H.slice(H.lastIndexOf('/')); // /healthz
export const base = S.slice(0, S.lastIndexOf('/')); // /v1
