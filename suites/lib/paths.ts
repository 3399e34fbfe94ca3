import { createRequest, healthz, requestFor } from './requests.ts';

export const CREATE_PATH = createRequest.target; // /v1/sandboxes
export const HEALTHZ_PATH = requestFor(healthz).target; // /v1/healthz
export const SANDBOXES = CREATE_PATH.slice(CREATE_PATH.lastIndexOf('/')); // /sandboxes
export const HEALTHZ = HEALTHZ_PATH.slice(HEALTHZ_PATH.lastIndexOf('/')); // /healthz
export const V1 = CREATE_PATH.slice(0, CREATE_PATH.lastIndexOf('/')); // /v1
