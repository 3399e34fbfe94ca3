import { checkOperations } from '../../../src/checks/check.ts';
import { requestFor } from '../../lib/requests.ts';
import { refusedWithoutKey } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/named-healthz',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A protected operation on a sandbox with the id healthz gets 401 without a key.',
  why: 'An exemption that looks at the end of the path also exempts an id with that name.',
  fix: 'Compare the whole path with the exempt path.',
  on: ['enforced'],
  about: ({ parameters }) => parameters.some((parameter) => parameter.in === 'path'),
  async run(t, operation) {
    const named = operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name }) => [name, 'healthz']);
    await refusedWithoutKey(t, requestFor(operation, Object.fromEntries(named) as Record<string, string>));
    const [last] = named.slice(-1);
    if (named.length > 1 && last) await refusedWithoutKey(t, requestFor(operation, { [last[0] ?? '']: 'healthz' }));
  },
});
