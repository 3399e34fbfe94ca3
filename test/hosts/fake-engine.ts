import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { type Hostd, startHostd } from '../../mock/index.ts';
import { thisMachine } from '../../src/hosts/network.ts';
import { Channel } from '../../src/hosts/pod/channel.ts';

/** A fault in a response of the engine. */
export type Fault = 'status 500' | 'status 409' | 'not HTTP' | 'closed' | 'silent';

/** A request, such as `hostd start` or `sidecar attach`. */
export type Step =
  | `${'sidecar' | 'hostd'} ${'create' | 'attach' | 'start' | 'inspect' | 'kill' | 'wait' | 'remove'}`
  | 'list';

interface FakeContainer {
  readonly role: 'sidecar' | 'hostd';
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  stream?: Duplex;
  hostd?: Hostd;
}

/**
 * Docker's API without containers: a hostd is the mock in this process, and the network is that of this machine. It
 * treats bare names in Env as variables to unset, unless `keepsVariables`.
 */
export class FakeEngine {
  /** Variables that the image sets. */
  baked: readonly string[] = [];
  keepsVariables = false;
  /** The faults, by request. */
  faults: Partial<Record<Step, Fault>> = {};
  /** The requests that came, by step. */
  readonly steps: Step[] = [];
  readonly containers = new Map<string, FakeContainer>();
  readonly #server = createServer({ keepAlive: false }, (request, response) => void this.#serve(request, response));

  async listen(socketPath: string): Promise<void> {
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex) => this.#upgrade(request, socket));
    await new Promise<void>((resolve) => this.#server.listen(socketPath, resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    for (const { stream, hostd } of this.containers.values()) {
      stream?.destroy();
      hostd?.kill();
    }
  }

  /** Cuts the sidecar's stream, as its end does. */
  endSidecar(): void {
    for (const { role, stream } of this.containers.values()) if (role === 'sidecar') stream?.destroy();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?');
    const send = (body: unknown, status = 200) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    if (path === '/_ping') return void response.end('OK');
    if (path === '/version') return send({ Version: '0', ApiVersion: '1.41', Components: [{ Name: 'Engine' }] });
    if (path === '/info') return send({ OSType: 'linux', Architecture: 'x86_64', OperatingSystem: 'none' });
    if (path.startsWith('/images/')) return send({ Os: 'linux', Architecture: 'amd64', Config: { Env: this.baked } });
    if (path === '/containers/json') {
      if (this.#faulty('list', request, response)) return;
      return send(
        [...this.containers].map(([Id, { labels }]) => ({ Id, Labels: labels, State: 'running', Created: 0 })),
      );
    }
    if (path === '/containers/create') {
      const made = (await json(request)) as { Labels: Record<string, string>; Env?: string[]; OpenStdin?: boolean };
      const role = made.OpenStdin ? 'sidecar' : 'hostd';
      if (this.#faulty(`${role} create`, request, response)) return;
      const id = randomBytes(8).toString('hex');
      this.containers.set(id, { role, labels: made.Labels, env: this.#variables(made.Env ?? []) });
      return send({ Id: id, Warnings: [] }, 201);
    }
    const [, , id = '', action = 'remove'] = path.split('/');
    const container = this.containers.get(id);
    if (!container) return send({ message: 'no such container' }, 404);
    const step = { json: 'inspect' }[action] ?? action;
    if (this.#faulty(`${container.role} ${step}` as Step, request, response)) return;
    const { hostd } = container;
    if (action === 'json') return send({ Config: { Env: container.env }, State: { Running: true, OOMKilled: false } });
    if (action === 'start') await this.#start(container);
    if (action === 'kill') hostd?.terminate();
    if (action === 'wait') return send({ StatusCode: await hostd?.exited });
    if (action === 'remove') {
      hostd?.kill();
      container.stream?.destroy();
      this.containers.delete(id);
    }
    response.writeHead(204).end();
  }

  #upgrade(request: IncomingMessage, socket: Duplex): void {
    const id = request.url?.split('/')[2] ?? '';
    const container = this.containers.get(id);
    if (!container) return void socket.destroy();
    const step: Step = `${container.role} attach`;
    const fault = this.faults[step];
    this.steps.push(step);
    socket.on('error', () => {});
    if (fault === 'silent') return;
    if (fault === 'closed') return void socket.destroy();
    if (fault === 'not HTTP') return void socket.end('what?\r\n\r\n');
    if (fault) {
      const body = JSON.stringify({ message: 'as the test wants it' });
      return void socket.end(`HTTP/1.1 ${fault.slice(7)} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    }
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    container.stream = socket;
    if (container.role === 'sidecar') speak(socket);
  }

  async #start(container: FakeContainer): Promise<void> {
    if (container.role === 'sidecar') return;
    const write = (stream: number) => (text: string) => void container.stream?.write(multiplexed(stream, text));
    const env = Object.fromEntries(container.env.filter((entry) => entry.includes('=')).map(split));
    container.hostd = await startHostd({ env, stdout: write(1), stderr: write(2) });
    void container.hostd.exited.then(() => container.stream?.end());
  }

  #variables(told: readonly string[]): readonly string[] {
    if (this.keepsVariables) {
      const set = told.filter((entry) => entry.includes('='));
      return [...this.baked.filter((entry) => !set.some((other) => split(other)[0] === split(entry)[0])), ...set];
    }
    return [...this.baked.filter((entry) => !told.some((other) => split(other)[0] === split(entry)[0])), ...told];
  }

  #faulty(step: Step, request: IncomingMessage, response: ServerResponse): boolean {
    this.steps.push(step);
    const fault = this.faults[step];
    if (!fault) return false;
    if (fault === 'closed') request.socket.destroy();
    else if (fault === 'not HTTP') request.socket.end('what?\r\n\r\n');
    else if (fault !== 'silent') response.writeHead(Number(fault.slice(7))).end('{"message":"as the test wants it"}');
    return true;
  }
}

function split(entry: string): readonly [string, string] {
  const [name = '', ...value] = entry.split('=');
  return [name, value.join('=')];
}

/** The sidecar's end of its channel. */
function speak(socket: Duplex): void {
  const methods = {
    ...thisMachine,
    looks: (port: number) => thisMachine.looks('127.0.0.1', port),
    listening: async () => [],
    watch: async () => {},
    unwatch: async () => {},
  } as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
  const channel = new Channel((bytes) => socket.write(multiplexed(1, bytes)), {
    connect: (host, port) => connect({ host, port, allowHalfOpen: true }),
    call: async (method, args) => await methods[method]?.(...args),
  });
  socket.on('data', (bytes: Buffer) => channel.receive(bytes));
}

/** Output as Docker sends it: the stream's number and the length before each piece. */
function multiplexed(stream: number, data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data);
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}
