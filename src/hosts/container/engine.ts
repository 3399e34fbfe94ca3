import type { ContainerRuntimeClient } from 'testcontainers';
import { TargetError } from '../../base/errors.ts';
import { within } from './limit.ts';

/** How long the engine may take for a request, in milliseconds. A busy engine takes seconds to create a container. */
const REQUEST_LIMIT_MS = 60_000;

export type Client = ContainerRuntimeClient;
export type Docker = Client['container']['dockerode'];

/** The engine responded to a request with an error. */
export class EngineRefusal extends TargetError {
  /** Status of the response. */
  readonly status: number;
  /** Its own message, in one line. */
  readonly says: string;

  constructor(host: string, task: string, status: number, says: string) {
    super(`the container engine at ${host} cannot ${task}: ${says}`);
    this.status = status;
    this.says = says;
  }
}

/**
 * A container engine. Each request has a time limit, and each failure is a TargetError, because a fault of the engine
 * is never a verdict on hostd. Once a request gets no response, the engine counts as lost, and all further requests
 * fail at once.
 */
export class Engine {
  readonly client: Client;
  /** The address of the engine, for messages. */
  readonly host: string;
  /** True for Podman, which also has its own API. */
  readonly isPodman: boolean;
  /** Time limit for a request, in milliseconds. */
  readonly limitMs: number;
  readonly #losing = new AbortController();
  #lost: TargetError | undefined;

  constructor(client: Client, host: string, isPodman: boolean, limitMs = REQUEST_LIMIT_MS) {
    this.client = client;
    this.host = host;
    this.isPodman = isPodman;
    this.limitMs = limitMs;
  }

  /** The same engine, no longer marked as lost. */
  again(limitMs: number): Engine {
    return new Engine(this.client, this.host, this.isPodman, limitMs);
  }

  /** Why it can no longer be used; undefined while it can. */
  get lost(): TargetError | undefined {
    return this.#lost;
  }

  /**
   * Sends a request. `task` completes "the engine cannot ...".
   * @param limitMs Number.POSITIVE_INFINITY for a request whose response is expected to take long
   * @throws EngineRefusal when the engine responds with an error
   * @throws TargetError when it does not respond, or cannot be reached any more
   */
  async ask<T>(
    task: string,
    request: (docker: Docker, abortSignal: AbortSignal) => Promise<T>,
    limitMs = this.limitMs,
  ): Promise<T> {
    if (this.#lost) throw this.#lost;
    const controller = new AbortController();
    const abortSignal = AbortSignal.any([controller.signal, this.#losing.signal]);
    const lost = new Promise<never>((_, reject) => {
      this.#losing.signal.addEventListener('abort', () => reject(this.#lost), { signal: controller.signal });
    });
    try {
      const response = request(this.client.container.dockerode, abortSignal).catch((error: unknown) => {
        throw this.#failure(task, error);
      });
      return await within(limitMs, Promise.race([response, lost]), () =>
        this.#lose(`does not respond: it was asked to ${task} ${limitMs / 1000} s ago`),
      );
    } finally {
      controller.abort();
    }
  }

  #failure(task: string, error: unknown): TargetError {
    if (this.#lost) return this.#lost;
    const status = statusOf(error);
    if (status !== undefined) return new EngineRefusal(this.host, task, status, words(error));
    if (typeof (error as NodeJS.ErrnoException).code === 'string')
      return this.#lose(`is gone (${words(error)}): it was asked to ${task}`);
    return new TargetError(`the container engine at ${this.host} cannot ${task}: ${words(error)}`);
  }

  #lose(why: string): TargetError {
    this.#lost ??= new TargetError(`the container engine at ${this.host} ${why}`);
    this.#losing.abort();
    return this.#lost;
  }
}

/** The engine's message about a failed request, in one line. */
export function words(error: unknown): string {
  if (error instanceof EngineRefusal) return error.says;
  const { json, message } = error as { json?: { message?: string }; message?: string };
  const text = json?.message ?? message?.replace(/^\(HTTP code \d+\) .*? - /, '') ?? String(error);
  return text.replace(/\s+/g, ' ').trim();
}

/** The HTTP status with which the engine refused a request; undefined if it did not respond. */
function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}
