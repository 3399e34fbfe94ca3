import { runBash } from './bash.ts';
import type { Machine } from './machine.ts';
import { runPython } from './python.ts';
import type { Run } from './system.ts';
import { runTransfer } from './transfers.ts';

export type Language = 'python' | 'bash';

/**
 * Runs code of a small, deterministic subset of Python or bash. Python's globals stay in the machine; each bash
 * run begins without variables. Both see the machine's files. The programs by which SDKs upload, download and compare
 * files are known whole.
 *
 * The code runs in slices, between which the event loop has its turn, so that no code stops the thread that it shares. A
 * run that exceeds one of `LIMITS` says so on stderr and ends with exit code 137. The run rejects with the reason of
 * `signal` when that aborts.
 */
export function run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run {
  const transfer = runTransfer(machine.files, code, signal);
  if (transfer) return transfer;
  return language === 'bash' ? runBash(machine.files, code, signal) : runPython(machine, code, signal);
}
