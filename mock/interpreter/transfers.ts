import { bytesOf, fromBase64, textOf, toBase64 } from './bytes.ts';
import { absolute, outputLines, type Run } from './system.ts';

/**
 * The programs by which the Python package 0.0.22 moves files, as they arrive: an upload and a download in Python, and
 * the list of checksums that `diff` compares, in bash.
 */
const UPLOAD =
  /^\s*with open\('([^'\n]+)', 'wb'\) as \w+:\s+\w+\.write\(base64\.b64decode\('([A-Za-z0-9+/=]*)'\)\)\s*$/m;
const DOWNLOAD = /^\s*with open\('([^'\n]+)', 'rb'\) as \w+:\s+sys\.stdout\.write\(base64\.b64encode\(\w+\.read\(\)\)/m;
const CHECKSUMS = /^find ((?:\/\S* )+)-type f -exec sha256sum \{\} \+ 2>\/dev\/null \| sort\s*$/;

/** Runs a program that moves files; undefined when it is none. */
export function runTransfer(files: Map<string, string>, code: string): Run | undefined {
  const [, target, content = ''] = UPLOAD.exec(code) ?? [];
  if (target !== undefined) return upload(files, target, content);
  const [, source] = DOWNLOAD.exec(code) ?? [];
  if (source !== undefined) return download(files, source);
  const [, folders] = CHECKSUMS.exec(code) ?? [];
  return folders === undefined ? undefined : checksums(files, folders.trim().split(' '));
}

// biome-ignore lint/correctness/useYield: an upload prints nothing
async function* upload(files: Map<string, string>, path: string, content: string): Run {
  files.set(absolute(path), textOf(fromBase64(content)));
  return 0;
}

async function* download(files: Map<string, string>, path: string): Run {
  const text = files.get(absolute(path));
  if (text === undefined) {
    yield* outputLines('stderr', `Traceback (most recent call last):\n  File "<stdin>", line 2, in <module>\n`);
    yield* outputLines('stderr', `FileNotFoundError: [Errno 2] No such file or directory: '${path}'\n`);
    return 1;
  }
  yield* outputLines('stdout', toBase64(bytesOf(text)));
  return 0;
}

async function* checksums(files: Map<string, string>, folders: readonly string[]): Run {
  const inside = [...files].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));
  const lines = await Promise.all(inside.map(async ([path, text]) => `${await sha256(bytesOf(text))}  ${path}\n`));
  yield* outputLines('stdout', lines.sort().join(''));
  return 0;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
