import { expect, test } from 'vitest';
import { createMock, type Fault, type ScriptRule } from '../../mock/index.ts';

/** What a test in JavaScript can get wrong, where no compiler says so. */
const wrong = <T>(value: unknown) => value as T;

test.each([
  [{ does: 'explode' }, 'fault.does: it is not one of delay, answer, revoke, '],
  [{ status: 500 }, 'fault.does: one of delay, '],
  [{ does: 'answer' }, 'fault.status: a whole number from 200 to 599 is missing'],
  [{ does: 'delay' }, 'fault.delayMs: a whole number from 0 to 3600000 is missing'],
  [{ does: 'answer', status: 429, operation: 'create' }, 'fault.operation: it is not one of healthz, createSandbox, '],
  [
    { does: 'answer', status: 503, time: 3 },
    'fault.time: there is no such member; there are operation, after, times, ',
  ],
  [{ does: 'reset', status: 503 }, 'fault.status: it does not go with "reset"'],
])('the fault %j is refused, and what is wrong with it is said', (fault, message) => {
  const mock = createMock();
  expect(() => mock.faults.add(wrong<Fault>(fault))).toThrow(message);
  expect(mock.faults.pending).toEqual([]);
  expect(() => createMock({ faults: [wrong<Fault>(fault)] })).toThrow(message.replace('fault', 'faults[0]'));
});

test.each([
  [{ code: 'x' }, 'rule.reply: an object is missing'],
  [{ code: 'x', reply: { stdot: 'a' } }, 'rule.reply.stdot: there is no such member; there are steps, stdout, '],
  [{ code: 'x', reply: { exitCode: 'a' } }, 'rule.reply.exitCode: it is not a whole number'],
  [{ code: 1, reply: 'a' }, 'rule.code: it is not a text'],
  [{ code: 'x', reply: 'a', language: 'ruby' }, 'rule.language: it is not one of python, bash'],
  [{ code: 'x', reply: 'a', time: 1 }, 'rule.time: there is no such member'],
])('the rule %j is refused, and what is wrong with it is said', (rule, message) => {
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

test('a journal that is asked for an operation that does not exist says which there are', async () => {
  const { journal } = createMock();
  const message = /^there is no operation "destroy"; there are healthz, createSandbox, /;
  expect(() => journal.entries({ operation: 'destroy' })).toThrow(message);
  await expect(journal.next({ operation: 'destroy' })).rejects.toThrow(message);
  expect(journal.entries({ operation: 'destroySandbox' })).toEqual([]);
});
