import { wordsOf } from '../../base/shell.ts';
import { containerTarget } from '../../hosts/container/host.ts';
import { memoryBytes } from '../options/memory.ts';
import type { Kind } from './kind.ts';

/** A container image. */
export const containerKind = {
  kind: 'container',
  option: 'image',
  started: true,
  make({ image = '', probeImage, pull, env, args, entrypoint, user, memory }) {
    const bytes = memory === undefined ? undefined : memoryBytes(memory);
    return containerTarget({
      image,
      ...(probeImage !== undefined && { probeImage }),
      ...(pull && { pull }),
      ...(env && { env }),
      ...(args && { args }),
      ...(entrypoint !== undefined && { entrypoint: wordsOf(entrypoint) }),
      ...(user !== undefined && { user }),
      ...(bytes !== undefined && { memory: bytes }),
    });
  },
} as const satisfies Kind;
