import { Budget } from './budget.ts';
import { bytesOf, fromBase64, textOf, toBase64 } from './bytes.ts';
import { LIMITS } from './limits.ts';
import { absolute, drive, type Effect, outputLines, type Run } from './system.ts';
import { nextTurn } from './turns.ts';

/**
 * The programs that version 0.0.22 of the Python SDK sends to transfer files: upload and download in Python, and the
 * checksums for `diff` in bash.
 */
const UPLOAD =
  /^[ \t]*with open\('([^'\n]+)', 'wb'\) as \w+:\s+\w+\.write\(base64\.b64decode\('([A-Za-z0-9+/=]*)'\)\)\s*$/m;
const DOWNLOAD =
  /^[ \t]*with open\('([^'\n]+)', 'rb'\) as \w+:\s+sys\.stdout\.write\(base64\.b64encode\(\w+\.read\(\)\)/m;
const CHECKSUMS = /^find ((?:\/\S* )+)-type f -exec sha256sum \{\} \+ 2>\/dev\/null \| sort\s*$/;

/** Runs a program that transfers files. Undefined for any other code. */
export function runTransfer(files: Map<string, string>, code: string, signal: AbortSignal): Run | undefined {
  const [, target, content = ''] = UPLOAD.exec(code) ?? [];
  if (target !== undefined) {
    const budget = new Budget([files]);
    return drive(upload(files, target, content, budget), budget, signal);
  }
  if (code.length > LIMITS.code) return undefined;
  const [, source] = DOWNLOAD.exec(code) ?? [];
  if (source !== undefined) return drive(download(files, source), new Budget([files]), signal);
  const [, folders] = CHECKSUMS.exec(code) ?? [];
  return folders === undefined ? undefined : checksums(files, new Set(folders.trim().split(' ')), signal);
}

// biome-ignore lint/correctness/useYield: an upload prints nothing
function* upload(files: Map<string, string>, path: string, content: string, budget: Budget): Generator<Effect, number> {
  budget.set(files, absolute(budget.path(path)), textOf(fromBase64(content)));
  return 0;
}

function* download(files: Map<string, string>, path: string): Generator<Effect, number> {
  const text = files.get(absolute(path));
  if (text === undefined) {
    yield* outputLines('stderr', `Traceback (most recent call last):\n  File "<stdin>", line 2, in <module>\n`);
    yield* outputLines('stderr', `FileNotFoundError: [Errno 2] No such file or directory: '${path}'\n`);
    return 1;
  }
  yield* outputLines('stdout', toBase64(bytesOf(text)));
  return 0;
}

async function* checksums(files: Map<string, string>, folders: ReadonlySet<string>, signal: AbortSignal): Run {
  const lines: string[] = [];
  for (const [path, text] of [...files]) {
    if (!isBelow(path, folders)) continue;
    lines.push(`${await sha256(bytesOf(text))}  ${path}\n`);
    await nextTurn();
    signal.throwIfAborted();
  }
  yield* outputLines('stdout', lines.sort().join(''));
  return 0;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
    if (folders.has(path.slice(0, slash))) return true;
  return false;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
