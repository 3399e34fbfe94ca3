import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Container } from 'dockerode';
import { Output } from '../output.ts';
import type { Docker } from './engine.ts';

/** How long output is waited for once a container has ended, in milliseconds. */
const LATE_MS = 1_000;

/** What a container prints, both streams apart. To be attached before it is started: then nothing is lost. */
export class ContainerOutput {
  readonly output = new Output();
  /** Resolves when the streams have ended. */
  readonly #ended: Promise<void>;
  readonly #stream: NodeJS.ReadWriteStream;

  private constructor(docker: Docker, stream: NodeJS.ReadWriteStream) {
    this.#stream = stream;
    this.#ended = new Promise((resolve) => {
      stream.once('end', resolve).once('close', resolve).once('error', resolve);
    });
    docker.modem.demuxStream(stream, this.#sink('stdout'), this.#sink('stderr'));
  }

  static async attach(docker: Docker, container: Container): Promise<ContainerOutput> {
    const stream = await container.attach({ stream: true, hijack: true, stdout: true, stderr: true });
    return new ContainerOutput(docker, stream);
  }

  /** Waits for the end of what a container printed that has ended. */
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
    (this.#stream as unknown as { destroy(): void }).destroy();
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
