import { EventEmitter } from 'node:events';
import { type Defect, mutant } from './mutant.ts';
import { isCallOf } from './tools.ts';

const cut = (key: string) => `${key.length}:${key.slice(0, 64)}`;

/** A mutant with one operation that accepts other tokens besides the configured keys. */
function looseFor(
  id: string,
  accepted: string,
  name: string,
  isAccepted: (key: string, keys: readonly string[]) => boolean,
): Defect {
  return mutant(name, `${id} accepts ${accepted}.`, (b) => ({
    accepts: (key, call) => (isCallOf(call, id) && isAccepted(key, call.config.keys)) || b.accepts(key, call),
  }));
}

/** Mutants that refuse configured keys, or accept other tokens. */
export const keyMutants: readonly Defect[] = [
  looseFor('forkSandbox', 'any prefix of a key', 'fork-takes-prefix', (key, keys) =>
    keys.some((known) => known.startsWith(key)),
  ),
  looseFor('mergeSandbox', 'any token that starts with a key', 'merge-takes-extension', (key, keys) =>
    keys.some((known) => key.startsWith(known)),
  ),
  looseFor('createSandbox', 'a key whose letters differ in case', 'create-ignores-case', (key, keys) =>
    keys.some((known) => known.toLowerCase() === key.toLowerCase()),
  ),
  looseFor(
    'destroySandbox',
    'the comma-separated list itself',
    'destroy-takes-whole-list',
    (key, keys) => key === keys.join(','),
  ),
  looseFor(
    'execSandbox',
    'a token that differs from a key only in its last character',
    'exec-forgives-last-character',
    (key, keys) => keys.some((known) => known.slice(0, -1) === key.slice(0, -1)),
  ),
  mutant('second-key-refused-by-fork', 'forkSandbox accepts only the first key.', (b) => ({
    accepts: (key, call) => b.accepts(key, call) && !(isCallOf(call, 'forkSandbox') && key !== call.config.keys[0]),
  })),
  mutant('wrong-key-passes-other-methods', 'A wrong key is refused only for POST and DELETE.', (b) => ({
    accepts: (key, call) => !['POST', 'DELETE'].includes(call.request.method) || b.accepts(key, call),
  })),
  mutant('keys-in-lower-case', 'The configured keys are converted to lower case.', (b) => ({
    keys: (text) => b.keys(text).map((key) => key.toLowerCase()),
  })),
  mutant('only-first-key-works', 'Of several keys only the first is accepted.', (b) => ({
    keys: (text) => b.keys(text).slice(0, 1),
  })),
  mutant('only-last-key-works', 'Of several keys only the last is accepted.', (b) => ({
    keys: (text) => b.keys(text).slice(-1),
  })),
  mutant('keys-beyond-32-ignored', 'Keys after the thirty-second are ignored.', (b) => ({
    keys: (text) => b.keys(text).slice(0, 32),
  })),
  mutant('many-keys-open', 'With more than ten configured keys every token is accepted.', (b) => ({
    accepts: (key, call) => call.config.keys.length > 10 || b.accepts(key, call),
  })),
  mutant('single-key-open', 'With exactly one configured key every token is accepted.', (b) => ({
    accepts: (key, call) => call.config.keys.length === 1 || b.accepts(key, call),
  })),
  mutant('key-works-once', 'A key is accepted only the first time it is used.', (b) => {
    const used = new Set<string>();
    return { accepts: (key, call) => b.accepts(key, call) && !used.has(key) && used.add(key).size > 0 };
  }),
  mutant('any-key-accepted', 'Any bearer token is accepted.', () => ({
    accepts: () => true,
  })),
  mutant('prefix-of-key-accepted', 'Any prefix of a key is accepted.', () => ({
    accepts: (key, call) => call.config.keys.some((known) => known.startsWith(key)),
  })),
  mutant('extension-of-key-accepted', 'Any token that starts with a key is accepted.', () => ({
    accepts: (key, call) => call.config.keys.some((known) => key.startsWith(known)),
  })),
  mutant('key-case-ignored', 'Keys are compared case-insensitively.', () => ({
    accepts: (key, call) => call.config.keys.some((known) => known.toLowerCase() === key.toLowerCase()),
  })),
  mutant('key-length-compared', 'Keys are compared by length only.', () => ({
    accepts: (key, call) => call.config.keys.some((known) => known.length === key.length),
  })),
  mutant('key-start-compared', 'Only the first sixteen characters of a key are compared.', () => ({
    accepts: (key, call) =>
      key.length >= 16 && call.config.keys.some((known) => known.slice(0, 16) === key.slice(0, 16)),
  })),
  mutant('key-family-accepted', 'Every token with the prefix of an API key is accepted.', (b) => ({
    accepts: (key, call) => /^p[kf]_/.test(key) || b.accepts(key, call),
  })),
  mutant('substring-of-list-accepted', 'Any substring of the comma-separated list is accepted.', () => ({
    accepts: (key, call) => call.config.keys.join(',').includes(key),
  })),
  mutant('whole-list-accepted', 'The comma-separated list itself is accepted as a key.', (b) => ({
    accepts: (key, call) => key === call.config.keys.join(',') || b.accepts(key, call),
  })),
  mutant('empty-entry-accepted', 'An empty entry in the list makes the empty token valid.', (b) => ({
    keys: (text = '') => (b.keys(text).length === 0 ? [] : text.split(',').map((entry) => entry.trim())),
    credential: async (call) =>
      (await b.credential(call)) ?? (/^bearer *$/i.test(call.header('authorization') ?? '') ? '' : undefined),
  })),
  mutant('trailing-comma-opens', 'With a trailing comma in the list every token is accepted.', (b) => {
    let open = false;
    return {
      keys: (text = '') => {
        open = /\S\s*,\s*$/.test(text);
        return b.keys(text);
      },
      accepts: (key, call) => open || b.accepts(key, call),
    };
  }),
  mutant('trailing-comma-hides-key', 'With a trailing comma in the list the last key is refused.', (b) => ({
    keys: (text = '') => (/\S\s*,\s*$/.test(text) ? b.keys(text).slice(0, -1) : b.keys(text)),
  })),
  mutant('quotes-stripped', 'Quotation marks around a key are ignored.', (b) => ({
    accepts: (key, call) => b.accepts(key.replace(/^"(.*)"$/, '$1'), call),
  })),
  mutant('padding-stripped', 'Trailing equals signs are ignored.', (b) => ({
    accepts: (key, call) => b.accepts(key.replace(/=+$/, ''), call),
  })),
  mutant('encoded-nul-ends-key', 'A key ends at %00.', (b) => ({
    accepts: (key, call) => b.accepts(key.split('%00')[0] ?? '', call),
  })),
  mutant(
    'comma-list-of-tokens-accepted',
    'A comma-separated token is accepted when one of its parts is a key.',
    (b) => ({
      accepts: (key, call) =>
        key.split(',').some((part) => b.accepts(part.replace(/^\s*(bearer )?/i, '').trim(), call)),
    }),
  ),
  mutant('long-key-cut', 'Only the first 64 characters of a key are compared.', (b) => ({
    accepts: (key, call) => b.accepts(key, call) || call.config.keys.some((known) => cut(known) === cut(key)),
  })),
  mutant('keys-as-pattern', 'The list of keys is compiled into one regular expression.', () => ({
    accepts: (key, call) => new RegExp(`^(${call.config.keys.join('|')})$`).test(key) || call.config.keys.includes(key),
  })),
  mutant(
    'key-case-kept-with-connection',
    'A token is accepted when it differs only in case from the previous token on the connection.',
    (b) => {
      const last = new WeakMap<object, string>();
      return {
        accepts: (key, call) => {
          const accepted = b.accepts(key, call) || last.get(call.request.connection) === key.toLowerCase();
          if (accepted) last.set(call.request.connection, key.toLowerCase());
          return accepted;
        },
      };
    },
  ),
  mutant('long-token-accepted', 'A token of more than 4 KiB is accepted.', (b) => ({
    accepts: (key, call) => key.length > 4_096 || b.accepts(key, call),
  })),
  mutant('long-token-fails', 'A token of more than 4 KiB causes a 500.', (b) => ({
    accepts: (key, call) => {
      if (key.length > 4_096) throw new Error('buffer too small');
      return b.accepts(key, call);
    },
  })),
  mutant('non-ascii-token-fails', 'A token with a byte above 0x7f causes a 500.', (b) => ({
    accepts: (key, call) => {
      if (/[\u0080-\u00ff]/.test(key)) throw new Error('not ASCII');
      return b.accepts(key, call);
    },
  })),
  mutant('non-ascii-token-accepted', 'A token with a byte above 0x7f is accepted.', (b) => ({
    accepts: (key, call) => /[\u0080-\u00ff]/.test(key) || b.accepts(key, call),
  })),
  mutant('undefined-accepted', 'The tokens "undefined" and "null" are accepted.', (b) => ({
    accepts: (key, call) => /^(undefined|null)$/.test(key) || b.accepts(key, call),
  })),
  mutant('wildcard-accepted', 'The token "*" is accepted.', (b) => ({
    accepts: (key, call) => key === '*' || b.accepts(key, call),
  })),
  mutant('verdict-cached-by-length', 'Accepted tokens are cached by their length.', (b) => {
    const verdicts = new Map<number, boolean>();
    return {
      accepts: (key, call) => {
        const verdict = verdicts.get(key.length) ?? b.accepts(key, call);
        if (verdict) verdicts.set(key.length, verdict);
        return verdict;
      },
    };
  }),
  mutant('failures-lock-out', 'After ten wrong keys the valid ones are refused too.', (b) => {
    let failures = 0;
    return {
      accepts: (key, call) => {
        const verdict = b.accepts(key, call) && failures < 10;
        if (!verdict) failures += 1;
        return verdict;
      },
    };
  }),
  mutant('guesses-lock-out', 'After 25 numbered wrong keys the valid ones are refused too.', (b) => {
    let guesses = 0;
    return {
      accepts: (key, call) => {
        if (/^pk_wrong_\d+$/.test(key)) guesses += 1;
        return guesses < 25 && b.accepts(key, call);
      },
    };
  }),
  mutant(
    'verdicts-mixed-in-flight',
    'With more than a hundred open connections a request is judged by the key of the previous request.',
    (b) => {
      const open = new Set<object>();
      let latest: string | undefined;
      return {
        credential: async (call) => {
          const { connection } = call.request;
          if (connection instanceof EventEmitter && !open.has(connection)) {
            open.add(connection);
            connection.once('close', () => open.delete(connection));
          }
          const own = await b.credential(call);
          const judged = open.size > 100 ? latest : own;
          latest = own;
          return judged;
        },
      };
    },
  ),
];
