import { validateExecRequest, validateForkRequest } from '../../src/contract/generated/request-validators.js';
import type { Run } from '../interpreter/system.ts';
import { bearerToken, isKey, unauthorized } from './auth.ts';
import type { Behavior } from './behavior.ts';
import { decideStartup, parseAddress, parseFlag, parseKeys } from './config.ts';
import { handlers } from './handlers.ts';
import { startupLines } from './log.ts';
import { API_PREFIX, isExemptPath, targetPath } from './router.ts';
import { traceOf } from './trace.ts';

/** Loads the interpreter when code runs, since many tests run none. */
const run: Behavior['run'] = async function* (machine, language, code, signal): Run {
  const interpreter = await import('../interpreter/interpreter.ts');
  return yield* interpreter.run(machine, language, code, signal);
};

/** The reference behavior: hostd as the contract describes it. */
export const correct: Behavior = {
  address: parseAddress,
  keys: parseKeys,
  flag: parseFlag,
  startup: decideStartup,
  refusal: () => ({
    reason:
      'refusing to start: PODFLARE_API_KEYS is not set and the address is not loopback. ' +
      'Set keys, listen on loopback, or set PODFLARE_AUTH_DISABLED=1 to serve without authentication.',
    exitCode: 1,
  }),
  startupLines,
  bind: (config) => config.address,
  otherAddress: () => undefined,
  lifetime: () => undefined,
  stopsOnSignal: () => true,
  endLines: () => [],

  parser: () => ({}),
  incoming: undefined,
  acceptsHosts: (hosts) => hosts.length < 2,
  sameHeader: (sent, name) => sent.length === name.length && sent.toLowerCase() === name,
  method: (call) => call.request.method,
  routePath: (call) => targetPath(call.request.target),
  gatePath: (call) => targetPath(call.request.target),
  trace: (call) => traceOf(call.headers('traceparent')),

  beforeGate: () => undefined,
  enforces: (call) => call.config.mode === 'enforced',
  isApi: (path) => path.startsWith(API_PREFIX),
  isExempt: isExemptPath,
  credential: bearerToken,
  accepts: (key, call) => isKey(key, call.config.keys),
  unauthorized,

  acceptsContentType: (value) => value === undefined || /^application\/json\s*(;|$)/i.test(value.trim()),
  handlers,
  // Source of both schemas: docs.podflare.ai/api-reference/exec and docs.podflare.ai/api-reference/fork.
  execBody: validateExecRequest,
  defaultLanguage: 'python',
  forkBody: validateForkRequest,
  copy: (machine) => machine.copy(),
  merge(sandboxes, parent, winner) {
    const machine = sandboxes.forget(winner);
    if (machine) sandboxes.replace(parent, machine);
  },
  destroy: (sandboxes, id) => sandboxes.destroy(id),
  holdForExec: (sandboxes, id) => sandboxes.hold(id),
  run,
  events: (events) => events,

  finish: (response) => response,
};
