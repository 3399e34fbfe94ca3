import { UsageError } from '../../src/base/errors.ts';
import { readInputText } from '../../src/base/input-file.ts';
import { readFault } from '../faults/fault.ts';
import { BadInput, Field } from '../input/field.ts';
import { readRule } from './read-rule.ts';
import type { StateOptions } from './state.ts';

/**
 * Reads the initial rules and faults of a mock from a file in YAML or JSON: the lists `script` and `faults`, in the format
 * of the control API.
 * @throws UsageError that names the line when the file is invalid
 */
export async function readScriptFile(file: string): Promise<Pick<StateOptions, 'script' | 'faults'>> {
  const text = await readInputText({ path: file, name: `the script ${file}` });
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number) => `${file}, line ${lineCounter.linePos(offset).line}`;
  for (const { pos, message } of document.errors) throw new UsageError(`${lineAt(pos[0])}: ${message}`);
  try {
    const { script, faults } = new Field(document.toJS() ?? {}).members('script', 'faults');
    return { script: script.maybe((s) => s.list(readRule)), faults: faults.maybe((f) => f.list(readFault)) };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new UsageError(`${lineAt(offsetOf(error.path))}: ${error.message}`);
  }

  /** The offset of the innermost member of a path that exists. */
  function offsetOf(path: BadInput['path']): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
        return Number(node.range[0]);
    }
    return 0;
  }
}
