import { UsageError } from '../base/errors.ts';
import { urlTarget } from '../hosts/url.ts';

/** One line of a file of targets. */
export interface Listed {
  readonly url: string;
  readonly expect: 'enforced' | 'open';
  /** Where its keys are stored. Never a key. */
  readonly key?: { readonly env: string } | { readonly file: string };
  /** `targets.txt, line 3`. */
  readonly place: string;
}

/**
 * Reads a file of targets. Each line has a URL, followed in any order by what the server should do (`enforced`, the
 * default, or `open`) and where its key is (`env:NAME` or `file:PATH`). `#` starts a comment.
 * @throws UsageError that names line and column. It quotes the text only if that cannot be a key.
 */
export function parseTargets(text: string, file: string): Listed[] {
  const listed = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, i) => {
      const words = [...line.replace(/(^|\s)#.*$/, '').matchAll(/\S+/g)];
      return words.length === 0 ? [] : [targetOf(words, `${file}, line ${i + 1}`)];
    });
  if (listed.length === 0)
    throw new UsageError(`${file} lists no targets; expected one per line, such as http://HOST:PORT env:NAME`);
  const places = new Map<string, string>();
  for (const { url, place } of listed) {
    const first = places.get(url);
    if (first !== undefined) throw new UsageError(`${place}: ${url} is in ${first} already`);
    places.set(url, place);
  }
  return listed;
}

function targetOf([first, ...rest]: readonly RegExpExecArray[], place: string): Listed {
  const url = urlOf(first?.[0] ?? '', at(place, first));
  let expect: Listed['expect'] | undefined;
  let key: Listed['key'];
  for (const word of rest) {
    const [text] = word;
    const [, kind, name] = /^(env|file):(.+)$/.exec(text) ?? [];
    const twice = name === undefined ? expect : key;
    if (text === 'enforced' || text === 'open') {
      if (expect !== undefined)
        throw new UsageError(`${at(place, word)}: "${text}" follows "${twice}"; give only one of them`);
      expect = text;
    } else if (name !== undefined) {
      if (key)
        throw new UsageError(`${at(place, word)}: a key is already given; one variable or file may hold several`);
      key = keyOf(kind, name, at(place, word));
    } else
      throw new UsageError(`${at(place, word)}: expected enforced, open, env:NAME or file:PATH, never the key itself`);
  }
  if ((expect ?? 'enforced') === 'enforced' && !key)
    throw new UsageError(`${place}: ${url} needs a key: env:NAME or file:PATH; or "open" if it asks for none`);
  return { url, expect: expect ?? 'enforced', place, ...(key && { key }) };
}

const at = (place: string, word: RegExpExecArray | undefined) => `${place}, column ${(word?.index ?? 0) + 1}`;

function urlOf(text: string, place: string): string {
  try {
    return urlTarget(text).label;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const shown = /^https?:/.test(text) ? error.message : 'a line must begin with a URL, http://HOST:PORT';
    throw new UsageError(`${place}: ${shown}`);
  }
}

function keyOf(kind: string | undefined, name: string, place: string): Listed['key'] {
  if (kind === 'file') return { file: name };
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new UsageError(`${place}: expected the name of a variable after env:`);
  return { env: name };
}
