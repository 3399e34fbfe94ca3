import type { Check } from '../src/check.ts';
import { execChecks } from './api-exec.ts';
import { sandboxChecks } from './api-sandboxes.ts';
import { bypassChecks } from './bypass.ts';
import { devModeChecks } from './dev-mode.ts';
import { disabledChecks } from './disabled.ts';
import { gatewayChecks } from './gateway.ts';
import { headersChecks } from './headers.ts';
import { headersArriveChecks } from './headers-arrive.ts';
import { healthzChecks } from './healthz.ts';
import { httpChecks } from './http.ts';
import { keysChecks } from './keys.ts';
import { startupChecks } from './startup.ts';
import { unauthorizedChecks } from './unauthorized.ts';

/** Every check, in the order of the contract. */
export const checks: readonly Check[] = [
  ...healthzChecks,
  ...unauthorizedChecks,
  ...keysChecks,
  ...bypassChecks,
  ...devModeChecks,
  ...disabledChecks,
  ...startupChecks,
  ...headersChecks,
  ...headersArriveChecks,
  ...gatewayChecks,
  ...sandboxChecks,
  ...execChecks,
  ...httpChecks,
];
