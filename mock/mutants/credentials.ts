import type { Behavior, Call } from '../core/behavior.ts';
import type { Awaitable } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { queryValue } from './tools.ts';

/** A mutant that also reads the key from another place. */
function alsoFrom(
  name: string,
  defect: string,
  find: (call: Call, b: Behavior) => Awaitable<string | undefined>,
): Defect {
  return mutant(name, defect, (b) => ({
    credential: async (call) => (await b.credential(call)) ?? (await find(call, b)) ?? undefined,
  }));
}

/** A mutant that parses the Authorization header with `pattern`. */
function readsHeader(name: string, defect: string, pattern: RegExp): Defect {
  return mutant(name, defect, () => ({
    credential: (call) => pattern.exec(call.header('authorization') ?? '')?.[1],
  }));
}

/** Mutants that read the key from the wrong place, or parse the Authorization header wrongly. */
export const credentialMutants: readonly Defect[] = [
  readsHeader('any-scheme-accepted', 'Any scheme before the key is accepted.', /^[^ ]+ +(.+)$/),
  readsHeader('scheme-optional', 'A key without a scheme is accepted.', /^(?:bearer +)?(.+)$/i),
  readsHeader('scheme-needs-no-blank', 'The space between scheme and key is optional.', /^bearer *(.+)$/i),
  readsHeader('scheme-case-sensitive', 'The scheme is case-sensitive: only "Bearer" is accepted.', /^Bearer +(.+)$/),
  readsHeader('two-blanks-refused', 'More than one space after the scheme is refused.', /^bearer ([^ ].*)$/i),
  alsoFrom('basic-accepted', 'A key as the user name or password of Basic authentication is accepted.', (call, b) => {
    const [, encoded = ''] = /^basic +(.+)$/i.exec(call.header('authorization') ?? '') ?? [];
    return Buffer.from(encoded, 'base64')
      .toString()
      .split(':')
      .find((part) => b.accepts(part, call));
  }),
  mutant('bare-bearer-accepted', 'The scheme alone, without a token, is accepted.', (b) => ({
    isExempt: (path, call) => /^bearer *$/i.test(call.header('authorization') ?? '') || b.isExempt(path, call),
  })),
  mutant('bare-bearer-fails', 'The scheme alone, without a token, causes a 500.', (b) => ({
    credential: (call) => {
      if (/^bearer *$/i.test(call.header('authorization') ?? '')) throw new Error('no token');
      return b.credential(call);
    },
  })),
  mutant('empty-authorization-accepted', 'An empty Authorization header is accepted.', (b) => ({
    isExempt: (path, call) => call.header('authorization') === '' || b.isExempt(path, call),
  })),
  mutant('repeated-authorization-passes', 'A request with two Authorization headers bypasses the key check.', (b) => ({
    isExempt: (path, call) => call.headers('authorization').length > 1 || b.isExempt(path, call),
  })),
  alsoFrom('key-in-api-key-header', 'The key is also read from X-API-Key.', (call) => call.header('x-api-key')),
  alsoFrom(
    'key-in-proxy-authorization',
    'The key is also read from Proxy-Authorization.',
    (call) => /^bearer +(.+)$/i.exec(call.header('proxy-authorization') ?? '')?.[1],
  ),
  alsoFrom('key-in-cookie', 'The key is also read from a cookie.', (call, b) =>
    call
      .headers('cookie')
      .flatMap((line) => line.split(/; */))
      .map((pair) => pair.slice(pair.indexOf('=') + 1))
      .find((value) => b.accepts(value, call)),
  ),
  ...['api_key', 'access_token', 'key'].map((name) =>
    alsoFrom(
      `key-in-query-${name.replace('_', '-')}`,
      `The key is also read from the query parameter "${name}".`,
      (call) => queryValue(call, name),
    ),
  ),
  alsoFrom('key-in-form-body', 'The key is also read from a form body.', async (call, b) => {
    const form = new URLSearchParams((await call.body()).toString());
    return [...form.values()].find((value) => b.accepts(value, call));
  }),
  alsoFrom('key-in-userinfo', 'The key is also read from the userinfo of an absolute-form target.', (call, b) => {
    const [, userinfo = ''] = /^https?:\/\/([^/@]*)@/i.exec(call.request.target) ?? [];
    return userinfo.split(':').find((part) => b.accepts(part, call));
  }),
  alsoFrom('key-in-trailer', 'The key is also read from a trailer.', async (call) => {
    await call.body();
    const trailers = call.request.trailers();
    const at = trailers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === 'authorization');
    return at < 0 ? undefined : /^bearer +(.+)$/i.exec(trailers[at + 1] ?? '')?.[1];
  }),
];
