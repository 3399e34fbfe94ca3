import type { Machine } from '../sandboxes.ts';
import { runBash } from './bash.ts';
import { runPython } from './python.ts';
import type { Run } from './system.ts';
import { runTransfer } from './transfers.ts';

export type Language = 'python' | 'bash';

/**
 * Runs code of a small, deterministic subset of Python or bash. Python's globals stay in the machine; each bash
 * run begins without variables. Both see the machine's files. A sleep rejects as soon as `signal` is aborted. The
 * programs by which SDKs upload, download and compare files are known whole.
 */
export function run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run {
  const transfer = runTransfer(machine.files, code);
  if (transfer) return transfer;
  return language === 'bash' ? runBash(machine.files, code, signal) : runPython(machine, code, signal);
}
