import { type Duplex, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { Output } from '../output.ts';
import { attach } from './attach.ts';
import type { Engine } from './engine.ts';

/** How long to wait for the end of the output after a container has exited, in milliseconds. */
const LATE_MS = 5_000;

/**
 * The output of a container, with both streams kept apart. Attach before the container starts, so that no output is
 * lost.
 */
export class ContainerOutput {
  readonly output = new Output();
  /** Resolves when the streams have ended. */
  readonly #ended: Promise<void>;
  readonly #stream: Duplex;

  private constructor({ client }: Engine, stream: Duplex) {
    this.#stream = stream;
    this.#ended = new Promise((resolve) => {
      stream
        .once('end', resolve)
        .once('close', resolve)
        .on('error', () => resolve());
    });
    client.container.dockerode.modem.demuxStream(stream, this.#sink('stdout'), this.#sink('stderr'));
  }

  static async attach(engine: Engine, id: string): Promise<ContainerOutput> {
    return new ContainerOutput(engine, await attach(engine, id, false));
  }

  /** Waits for the end of the output of a container that has exited. */
  async drain(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LATE_MS);
    });
    await Promise.race([this.#ended, late]);
    clearTimeout(timer);
    this.close();
    this.output.end();
  }

  close(): void {
    this.#stream.destroy();
  }

  #sink(name: 'stdout' | 'stderr'): Writable {
    const decoder = new StringDecoder('utf8');
    return new Writable({
      write: (chunk: Buffer, _, done) => {
        this.output.append(name, decoder.write(chunk));
        done();
      },
    });
  }
}
