import type { Trial } from '../../src/checks/trial.ts';
import { type Operation, operationById, pathOf } from '../../src/contract/contract.ts';
import { type HeaderLine, type WireRequest, withHeader } from '../../src/http/request.ts';

export { withHeader };

const JSON_TYPE: HeaderLine = ['Content-Type', 'application/json'];

/** A request to an operation, without a key, with the example body and ids that no server has issued. */
export function requestFor(operation: Operation, parameters: Readonly<Record<string, string>> = {}): WireRequest {
  const { method, body } = operation;
  const headers = operation.parameters
    .filter((p) => p.in === 'header' && p.required)
    .map(({ name, example }): HeaderLine => [name, example]);
  const target = pathOf(operation, parameters);
  return body
    ? { method, target, headers: [...headers, JSON_TYPE], body: JSON.stringify(body.example) }
    : { method, target, headers };
}

export const healthz: Operation = operationById('healthz');
export const create: Operation = operationById('createSandbox');
export const exec: Operation = operationById('execSandbox');
export const fork: Operation = operationById('forkSandbox');
export const merge: Operation = operationById('mergeSandbox');
export const destroy: Operation = operationById('destroySandbox');

/** POST of `{}` to create. Its effect is visible in its response. */
export const createRequest: WireRequest = requestFor(create);

/** A plausible key that no server knows. */
export const WRONG = 'pk_wrong_8c1f0a5d7e3b49269f40d2c6b8a1e573';

/** The exec request with this code. */
export function execRequest(id: string, code: string, language?: string): WireRequest {
  return { ...requestFor(exec, { id }), body: JSON.stringify({ code, ...(language !== undefined && { language }) }) };
}

/**
 * The protected operation for this item. The items of a list take turns, so that together they cover all operations
 * without more requests. `round` shifts the turn when the list is tried again.
 */
export function inTurn(t: Trial, items: readonly { readonly name: string }[], name: string, round = 0): Operation {
  const operations = t.contract.protected;
  const at = items.findIndex((item) => item.name === name) + round;
  return operations[at % operations.length] ?? exec;
}

export function withKey(request: WireRequest, key: string): WireRequest {
  return withHeader(request, 'Authorization', `Bearer ${key}`);
}

/**
 * Resolves to a function that adapts requests. If the server rejects its own address in the Host header, as protection
 * against DNS rebinding does, the function sets Host to `localhost`; otherwise it returns the request unchanged.
 */
export async function underKnownName(t: Trial): Promise<(request: WireRequest) => WireRequest> {
  const { response } = await t.send(t.enforced ? withKey(createRequest, t.key) : createRequest);
  const unknown = response !== undefined && [400, 403, 421].includes(response.status);
  const local = `localhost:${t.instance.wire.endpoint.port}`;
  return (request) => (unknown ? withHeader(request, 'Host', local) : request);
}

/** The UTF-8 bytes of a text, one character per byte. */
export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
