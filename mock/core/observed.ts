import { requestBodies } from '../../src/contract/generated/request-validators.js';
import { fromBase64 } from '../interpreter/bytes.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { Pty } from '../interpreter/pty.ts';
import { failure, HttpError, json, noContent, type Response } from '../protocol/message.ts';
import type { Call, Handler } from './behavior.ts';

/** The terminals of each machine. */
const ptys = new WeakMap<Machine, Map<string, Pty>>();

/** Handlers of operations that clients call and no page documents: see `x-observed` in openapi.yaml. */
export const observedHandlers: Readonly<Record<string, Handler>> = {
  listPtys(call) {
    const sessions = [...(ptys.get(machineOf(call)) ?? new Map<string, Pty>()).values()];
    return json(
      200,
      sessions.map(({ id, label, createdAtMs, exitCode }) => ({
        ...{ pty_id: id, cmd_label: label, created_at_ms: createdAtMs },
        ...(exitCode !== undefined && { exit_code: exitCode }),
      })),
    );
  },

  async createPty(call) {
    const machine = machineOf(call);
    const { shellCmd, argv = [] } = await bodyOf<{ shellCmd?: string; argv?: string[] }>(call);
    const { Pty } = await import('../interpreter/pty.ts');
    const pty = new Pty(machine, shellCmd ?? argv.join(' '));
    const all = ptys.get(machine) ?? new Map<string, Pty>();
    ptys.set(machine, all.set(pty.id, pty));
    return streamOf(pty);
  },

  attachPty: (call) => streamOf(ptyOf(call)),

  async writePty(call) {
    const pty = ptyOf(call);
    const { data_b64 } = await bodyOf<{ data_b64: string }>(call);
    if (!pty.write(typed(data_b64))) throw new HttpError(413, 'the terminal buffers at most 65,536 bytes of input');
    return noContent;
  },

  async resizePty(call) {
    const pty = ptyOf(call);
    pty.size = await bodyOf<{ cols: number; rows: number }>(call);
    return noContent;
  },

  killPty(call) {
    ptyOf(call).kill();
    return noContent;
  },

  readPty: unknown,
  replaySandbox: unknown,

  resumeSpace: () => failure(404, 'space not found'),
  deleteSpace: () => failure(404, 'space not found'),
};

/** The response of a real hostd is unknown, and the mock does not invent one. */
function unknown(): Response {
  return failure(501, 'the mock does not know how hostd responds here');
}

function streamOf(pty: Pty): Response {
  const gone = new AbortController();
  return {
    status: 200,
    headers: { 'content-type': 'application/x-ndjson' },
    body: linesOf(pty, gone.signal),
    cancel: () => gone.abort(),
  };
}

async function* linesOf(pty: Pty, gone: AbortSignal): AsyncGenerator<string> {
  for await (const event of pty.follow(gone)) yield `${JSON.stringify(event)}\n`;
}

function machineOf(call: Call): Machine {
  const machine = call.sandboxes.find(call.route.parameters.id ?? '');
  if (!machine) throw new HttpError(404, 'sandbox not found');
  return machine;
}

function ptyOf(call: Call): Pty {
  const pty = ptys.get(machineOf(call))?.get(call.route.parameters.pty ?? '');
  if (!pty) throw new HttpError(404, 'pty not found');
  return pty;
}

async function bodyOf<T>(call: Call): Promise<T> {
  const body = (await call.json()) ?? {};
  const fits = requestBodies[call.route.operation?.id ?? ''];
  if (fits && !fits(body)) {
    const [error] = fits.errors ?? [];
    throw new HttpError(400, `the body is not acceptable: ${error?.instancePath ?? ''} ${error?.message ?? ''}`);
  }
  return body as T;
}

function typed(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    throw new HttpError(400, 'data_b64 is not base64');
  }
}
