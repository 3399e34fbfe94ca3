import { folderIndex } from './sources.ts';

/** The list of the kinds of fault. Every file of the folder exports the kind with its own name. */
export function faultFiles(): Record<string, string> {
  return folderIndex('mock/faults/kinds', 'Every kind of fault, by the name that `does` gives.', (kind) => kind);
}
