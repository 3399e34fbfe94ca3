import type { Duplex } from 'node:stream';
import type { Engine } from './engine.ts';

/**
 * Attaches to a container before it starts, so that no output is lost. With `stdin`, data written to the stream goes to
 * the container.
 */
export function attach(engine: Engine, id: string, stdin: boolean): Promise<Duplex> {
  const query = { stream: 1, stdout: 1, stderr: 1, ...(stdin && { stdin: 1 }) };
  return engine.ask('attach to a container', (docker, abortSignal) => {
    const request = {
      path: `/containers/${id}/attach?`,
      method: 'POST',
      options: query,
      // dockerode repeats the options in the request body, which Podman passes to the container's stdin. Send an empty
      // body instead.
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
