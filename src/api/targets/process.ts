import { createRequire } from 'node:module';
import { joinWords, wordsOf } from '../../base/shell.ts';
import { processTarget } from '../../hosts/process/process.ts';
import type { Kind } from './kind.ts';

/** Starts hostd with a command. Without a command, starts the reference mock. */
export const processKind = {
  kind: 'process',
  option: 'command',
  started: true,
  make({ command, args = [], env, cwd }) {
    const program = command ?? [process.execPath, createRequire(import.meta.url).resolve('#mock-main')];
    const label = typeof command === 'object' ? joinWords(command) : command;
    return processTarget({
      command: [...wordsOf(program), ...args],
      label: label ?? 'the reference mock',
      ...(env && { env }),
      ...(cwd !== undefined && { cwd }),
    });
  },
} as const satisfies Kind;
