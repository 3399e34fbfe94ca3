import type { Duplex } from 'node:stream';
import type { Engine } from './engine.ts';

/**
 * Attaches to a container before it is started, so that nothing of its output is lost. With `stdin` what is written to
 * the stream goes there.
 */
export function attach(engine: Engine, id: string, stdin: boolean): Promise<Duplex> {
  const query = { stream: 1, stdout: 1, stderr: 1, ...(stdin && { stdin: 1 }) };
  return engine.ask('attach to a container', (docker, abortSignal) => {
    const request = {
      path: `/containers/${id}/attach?`,
      method: 'POST',
      options: query,
      // dockerode repeats the options in a body, which Podman hands to the container's stdin. An empty one is sent.
      file: Buffer.alloc(0),
      headers: { 'Content-Type': 'text/plain' },
      ...{ isStream: true, hijack: true, openStdin: stdin, abortSignal },
      statusCodes: { 200: true, 404: 'no such container', 409: 'conflict', 500: 'server error' },
    };
    return new Promise((resolve, reject) => {
      docker.modem.dial(request, (error, stream) => (error ? reject(error) : resolve(stream as Duplex)));
    });
  });
}
