import type { Check } from '../src/checks/check.ts';
import { gatewayChecks } from './gateway/gateway.ts';
import { headersArriveChecks } from './gateway/headers-arrive.ts';
import { execChecks } from './hostd/api-exec.ts';
import { sandboxChecks } from './hostd/api-sandboxes.ts';
import { bypassChecks } from './hostd/bypass.ts';
import { devModeChecks } from './hostd/dev-mode.ts';
import { disabledChecks } from './hostd/disabled.ts';
import { headersChecks } from './hostd/headers.ts';
import { healthzChecks } from './hostd/healthz.ts';
import { httpChecks } from './hostd/http.ts';
import { keysChecks } from './hostd/keys.ts';
import { startupChecks } from './hostd/startup.ts';
import { unauthorizedChecks } from './hostd/unauthorized.ts';

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
