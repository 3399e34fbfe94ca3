import { expect, test } from 'vitest';
import { createMock, type Fault, type ScriptRule } from '../../mock/index.ts';

/** Mistakes of a JavaScript test, which no compiler reports. */
const wrong = <T>(value: unknown) => value as T;

const answer = (rest: object) => ({ does: 'answer', status: 503, ...rest });

/** A list that JSON.stringify cannot write: it is nested too deep for the stack. */
function deep(): unknown {
  let list: unknown[] = [];
  for (let i = 0; i < 100_000; i += 1) list = [list];
  return list;
}

test.each([
  [{ does: 'explode' }, 'fault.does: expected one of answer, close, delay, '],
  [{ status: 500 }, 'fault.does: missing; expected one of answer, '],
  [{ does: 'answer' }, 'fault.status: missing; expected a whole number from 200 to 599'],
  [{ does: 'delay' }, 'fault.delayMs: missing; expected a whole number from 0 to 3600000'],
  [{ does: 'answer', status: 429, operation: 'create' }, 'fault.operation: expected one of healthz, createSandbox, '],
  [{ does: 'answer', status: 503, time: 3 }, 'fault.time: unknown member; expected one of operation, after, times, '],
  [{ does: 'reset', status: 503 }, 'fault.status: not allowed for "reset"'],
  [answer({ headers: { 'x y': '1' } }), 'fault.headers.x y: not a valid HTTP header name'],
  [answer({ headers: { '': '1' } }), 'fault.headers.: not a valid HTTP header name'],
  [answer({ headers: { 'x:': '1' } }), 'fault.headers.x:: not a valid HTTP header name'],
  [answer({ headers: { é: '1' } }), 'fault.headers.é: not a valid HTTP header name'],
  [answer({ headers: { x: 'a\r\nb: c' } }), 'fault.headers.x: not a valid HTTP header value'],
  [answer({ headers: { x: '\0' } }), 'fault.headers.x: not a valid HTTP header value'],
  [answer({ headers: { x: '€' } }), 'fault.headers.x: not a valid HTTP header value'],
  [answer({ headers: { x: ' a' } }), 'fault.headers.x: not a valid HTTP header value'],
  [answer({ headers: { 'Content-Length': '1' } }), 'fault.headers.Content-Length: the mock sets this header itself'],
  [answer({ headers: { 'transfer-encoding': 'x' } }), 'fault.headers.transfer-encoding: the mock sets this header'],
  [answer({ headers: { 'X-A': '1', 'x-a': '2' } }), 'fault.headers.x-a: duplicate header "x-a"'],
  [answer({ retryAfter: 'a\nb' }), 'fault.retryAfter: not a valid HTTP header value'],
  [answer({ status: 101 }), 'fault.status: expected a whole number from 200 to 599, got 101'],
  [answer({ status: 204, error: 'x' }), 'fault.error: not allowed, because a 204 response has no body'],
  [answer({ status: 205, error: 'x' }), 'fault.error: not allowed, because a 205 response has no body'],
  [answer({ status: 304, error: 'x' }), 'fault.error: not allowed, because a 304 response has no body'],
  [answer({ delayMs: 2 ** 31 }), 'fault.delayMs: expected a whole number from 0 to 3600000'],
  [{ does: 'delay', delayMs: -1 }, 'fault.delayMs: expected a whole number'],
  [answer({ status: deep() }), 'fault.status: expected a whole number from 200 to 599, got a list'],
])('the wrong fault %# is refused with the reason', (fault, message) => {
  const mock = createMock();
  expect(() => mock.faults.add(wrong<Fault>(fault))).toThrow(message);
  expect(mock.faults.pending).toEqual([]);
  expect(() => createMock({ faults: [wrong<Fault>(fault)] })).toThrow(message.replace('fault', 'faults[0]'));
});

test.each([
  [{ code: 'x' }, 'rule.reply: missing; expected an object'],
  [{ code: 'x', reply: { stdot: 'a' } }, 'rule.reply.stdot: unknown member; expected one of steps, stdout, '],
  [{ code: 'x', reply: { exitCode: 'a' } }, 'rule.reply.exitCode: expected a whole number'],
  [{ code: 1, reply: 'a' }, 'rule.code: expected a string'],
  [{ code: 'x', reply: 'a', language: 'ruby' }, 'rule.language: expected one of python, bash'],
  [{ code: 'x', reply: 'a', time: 1 }, 'rule.time: unknown member'],
])('the wrong rule %j is refused with the reason', (rule, message) => {
  const mock = createMock();
  expect(() => mock.script.add(wrong<ScriptRule>(rule))).toThrow(message);
  expect(mock.script.rules).toEqual([]);
  expect(() => createMock({ script: [wrong<ScriptRule>(rule)] })).toThrow(message.replace('rule', 'script[0]'));
});

test('operations that clients call and no page documents can fail too', () => {
  const mock = createMock();
  mock.faults.add({ does: 'answer', status: 503, operation: ['createPty', 'execSandbox'] });
  expect(mock.faults.pending).toMatchObject([{ operation: ['createPty', 'execSandbox'] }]);
});

test('a journal filter with an unknown operation is an error that lists the known ones', async () => {
  const { journal } = createMock();
  const message = /^unknown operation "destroy"; expected one of healthz, createSandbox, /;
  expect(() => journal.entries({ operation: 'destroy' })).toThrow(message);
  await expect(journal.next({ operation: 'destroy' })).rejects.toThrow(message);
  expect(journal.entries({ operation: 'destroySandbox' })).toEqual([]);
});
