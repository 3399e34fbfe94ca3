import type { Behavior, Call } from '../core/behavior.ts';
import type { Awaitable } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { queryValue } from './tools.ts';

/** The reference that also takes the key from another place. */
function alsoFrom(
  name: string,
  defect: string,
  find: (call: Call, b: Behavior) => Awaitable<string | undefined>,
): Defect {
  return mutant(name, defect, (b) => ({
    credential: async (call) => (await b.credential(call)) ?? (await find(call, b)) ?? undefined,
  }));
}

/** Reads the Authorization header by other rules. */
function readsHeader(name: string, defect: string, pattern: RegExp): Defect {
  return mutant(name, defect, () => ({
    credential: (call) => pattern.exec(call.header('authorization') ?? '')?.[1],
  }));
}

/** Where the key is read from. */
export const credentialMutants: readonly Defect[] = [
  readsHeader('any-scheme-accepted', 'The word before the key does not matter.', /^[^ ]+ +(.+)$/),
  readsHeader('scheme-optional', 'A key without a scheme is accepted.', /^(?:bearer +)?(.+)$/i),
  readsHeader('scheme-needs-no-blank', 'The key may follow the scheme without a blank.', /^bearer *(.+)$/i),
  readsHeader('scheme-case-sensitive', 'Only "Bearer" with a capital is a scheme.', /^Bearer +(.+)$/),
  readsHeader('two-blanks-refused', 'Exactly one blank may stand after the scheme.', /^bearer ([^ ].*)$/i),
  alsoFrom('basic-accepted', 'A key as the user or password of Basic is accepted.', (call, b) => {
    const [, encoded = ''] = /^basic +(.+)$/i.exec(call.header('authorization') ?? '') ?? [];
    return Buffer.from(encoded, 'base64')
      .toString()
      .split(':')
      .find((part) => b.accepts(part, call));
  }),
  mutant('bare-bearer-accepted', 'The scheme alone, without a token, passes.', (b) => ({
    isExempt: (path, call) => /^bearer *$/i.test(call.header('authorization') ?? '') || b.isExempt(path, call),
  })),
  mutant('bare-bearer-fails', 'The scheme alone, without a token, is a 500.', (b) => ({
    credential: (call) => {
      if (/^bearer *$/i.test(call.header('authorization') ?? '')) throw new Error('no token');
      return b.credential(call);
    },
  })),
  mutant('empty-authorization-accepted', 'An empty Authorization header passes.', (b) => ({
    isExempt: (path, call) => call.header('authorization') === '' || b.isExempt(path, call),
  })),
  mutant('repeated-authorization-passes', 'A request with two Authorization lines is not judged.', (b) => ({
    isExempt: (path, call) => call.headers('authorization').length > 1 || b.isExempt(path, call),
  })),
  alsoFrom('key-in-api-key-header', 'The key is also taken from X-API-Key.', (call) => call.header('x-api-key')),
  alsoFrom(
    'key-in-proxy-authorization',
    'The key is also taken from Proxy-Authorization.',
    (call) => /^bearer +(.+)$/i.exec(call.header('proxy-authorization') ?? '')?.[1],
  ),
  alsoFrom('key-in-cookie', 'The key is also taken from a cookie.', (call, b) =>
    call
      .headers('cookie')
      .flatMap((line) => line.split(/; */))
      .map((pair) => pair.slice(pair.indexOf('=') + 1))
      .find((value) => b.accepts(value, call)),
  ),
  ...['api_key', 'access_token', 'key'].map((name) =>
    alsoFrom(`key-in-query-${name.replace('_', '-')}`, `The key is also taken from the query's "${name}".`, (call) =>
      queryValue(call, name),
    ),
  ),
  alsoFrom('key-in-form-body', 'The key is also taken from a form body.', async (call, b) => {
    const form = new URLSearchParams((await call.body()).toString());
    return [...form.values()].find((value) => b.accepts(value, call));
  }),
  alsoFrom('key-in-userinfo', 'The key is also taken from the authority of an absolute target.', (call, b) => {
    const [, userinfo = ''] = /^https?:\/\/([^/@]*)@/i.exec(call.request.target) ?? [];
    return userinfo.split(':').find((part) => b.accepts(part, call));
  }),
  alsoFrom('key-in-trailer', 'The key is also taken from a trailer.', async (call) => {
    await call.body();
    const trailers = call.request.trailers();
    const at = trailers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === 'authorization');
    return at < 0 ? undefined : /^bearer +(.+)$/i.exec(trailers[at + 1] ?? '')?.[1];
  }),
];
