import { checkEach } from '../../../src/checks/check.ts';
import { all, type Expectation } from '../../../src/checks/expectation.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import type { WireResponse } from '../../../src/http/response.ts';
import { neverAuthenticates, served, summary } from '../../lib/expectations.ts';
import { create, createRequest, merge, requestFor, withHeader, withKey } from '../../lib/requests.ts';

const withQuery = (name: string, value: string): WireRequest => ({
  ...createRequest,
  target: `${createRequest.target}?${name}=${encodeURIComponent(value)}`,
});

interface Elsewhere {
  readonly name: string;
  place(key: string, authority: string): WireRequest;
  /** True when the handler itself responds with 404, so that the status shows that the handler ran. */
  readonly routed?: boolean;
}

/** Places where a key is not a credential: requests with the key there and without an Authorization header. */
const elsewhere: readonly Elsewhere[] = [
  ...['api_key', 'apikey', 'api-key', 'access_token', 'token', 'key', 'authorization', 'auth'].map((name) => ({
    name: `query ${name}`,
    place: (key: string) => withQuery(name, key),
  })),
  { name: 'query Authorization with Bearer', place: (key) => withQuery('Authorization', `Bearer ${key}`) },
  ...['X-API-Key', 'Api-Key', 'X-Auth-Token', 'X-Access-Token', 'X-Podflare-Key', 'X-Podflare-Api-Key'].map((name) => ({
    name: `header ${name}`,
    place: (key: string) => withHeader(createRequest, name, key),
  })),
  ...['Proxy-Authorization', 'X-Authorization', 'X-Forwarded-Authorization', 'X-Original-Authorization'].map(
    (name) => ({
      name: `header ${name}`,
      place: (key: string) => withHeader(createRequest, name, `Bearer ${key}`),
    }),
  ),
  ...['api_key', 'token', 'Authorization', 'session', 'PODFLARE_API_KEY'].map((name) => ({
    name: `cookie ${name}`,
    place: (key: string) => withHeader(createRequest, 'Cookie', `${name}=${key}`),
  })),
  {
    name: 'form body',
    routed: true,
    place: (key) => ({
      ...requestFor(merge),
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: ['access_token', 'api_key', 'key', 'token'].map((name) => `${name}=${encodeURIComponent(key)}`).join('&'),
    }),
  },
  {
    name: 'JSON body',
    place: (key) => ({ ...createRequest, body: JSON.stringify({ api_key: key, key, token: key }) }),
  },
  {
    name: 'userinfo of an absolute target',
    place: (key, authority) => ({
      ...createRequest,
      target: `http://${key}:${key}@${authority}${createRequest.target}`,
    }),
  },
  {
    name: 'WebSocket protocol',
    place: (key) => withHeader(createRequest, 'Sec-WebSocket-Protocol', `bearer, ${key}`),
  },
];

export default checkEach(elsewhere, {
  id: 'keys/elsewhere',
  level: 'must',
  rule: 'auth/header-only',
  title: 'A valid key outside the Authorization header does not authenticate.',
  why: 'Keys in URLs, cookies and forms leak through logs and browsers, and allow forged requests.',
  fix: 'Read the key only from the Authorization header.',
  on: ['enforced'],
  async run(t, { place, routed }) {
    await t.control(withKey(createRequest, t.key), served(create));
    const request = place(t.key, t.instance.wire.authority);
    const { response: twin } = await t.send(withKey(request, t.key), 'control');
    await t.expect(request, routed ? all(neverAuthenticates, unlike(twin)) : neverAuthenticates);
  },
});

/** Differs from the response to the same request with a valid Authorization header, unless that is refused as malformed. */
function unlike(twin: WireResponse | undefined): Expectation {
  return {
    says: 'a different response than with the key in the Authorization header',
    judge: ({ response }) =>
      response && response.status === twin?.status && ![400, 411, 413, 415, 501].includes(response.status)
        ? summary(response)
        : undefined,
  };
}
