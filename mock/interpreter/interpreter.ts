import { runBash } from './bash.ts';
import type { Machine } from './machine.ts';
import { runPython } from './python.ts';
import type { Run } from './system.ts';
import { runTransfer } from './transfers.ts';

export type Language = 'python' | 'bash';

/**
 * Runs code in a small, deterministic subset of Python or bash. Python globals persist in the machine; each bash run
 * starts without variables. Both share the files of the machine. The programs with which SDKs upload, download and
 * compare files are recognised as a whole.
 *
 * The run yields to the event loop regularly, so that it never blocks the server. A run that exceeds one of `LIMITS`
 * prints the limit to stderr and ends with exit code 137. The run rejects with the reason of `signal` when that aborts.
 */
export function run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run {
  const transfer = runTransfer(machine.files, code, signal);
  if (transfer) return transfer;
  return language === 'bash' ? runBash(machine.files, code, signal) : runPython(machine, code, signal);
}
