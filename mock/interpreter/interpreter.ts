import type { Machine } from '../sandboxes.ts';
import { runBash } from './bash.ts';
import { runPython } from './python.ts';
import type { Run } from './system.ts';

export type Language = 'python' | 'bash';

/**
 * Runs code of a small, deterministic subset of Python or bash. Python's globals stay in the machine; each bash
 * run begins without variables. Both see the machine's files. A sleep rejects as soon as `signal` is aborted.
 */
export function run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run {
  return language === 'bash' ? runBash(machine.files, code, signal) : runPython(machine, code, signal);
}
