import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { neverAuthenticates, served } from '../../lib/expectations.ts';
import { create, createRequest, withHeader, withKey } from '../../lib/requests.ts';
import { freshTraceparent } from '../../lib/traceparents.ts';

export default checkEach(
  [
    { name: 'traceparent', value: (key: string) => `00-${key}-00f067aa0ba902b7-01` },
    { name: 'tracestate', value: (key: string) => `podflare=${key}` },
    { name: 'baggage', value: (key: string) => `api_key=${key}` },
  ],
  {
    id: 'headers/no-credential',
    level: 'must',
    rule: 'auth/header-only',
    title: 'A tracing header never authenticates, even if it contains a valid key.',
    why: 'Tracing headers are copied everywhere and stored for a long time.',
    fix: 'Read the key only from the Authorization header.',
    on: ['enforced'],
    async run(t, { name, value }) {
      await discriminates(t);
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect(withHeader(createRequest, name, value(t.key)), neverAuthenticates);
      await t.expect(withHeader(createRequest, 'traceparent', freshTraceparent(t.random).value), neverAuthenticates);
    },
  },
);
