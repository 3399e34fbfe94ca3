import { hasTooManyValues, JSON_VALUES } from '../protocol/json.ts';
import { type Awaitable, HttpError, type Request, type Response } from '../protocol/message.ts';
import type { Verdict } from '../state/journal-entry.ts';
import type { Sandboxes } from '../state/sandboxes.ts';
import type { State } from '../state/state.ts';
import type { Behavior, Call } from './behavior.ts';
import type { Config } from './config.ts';
import type { Delays } from './delays.ts';
import { findRoute, type Route } from './router.ts';

const none: readonly string[] = [];

/** The hostd that serves a call. */
export interface Host {
  readonly behavior: Behavior;
  readonly keys: { readonly config: Config };
  readonly delays: Delays;
  /** The state of the namespace that the call belongs to. */
  stateOf(call: Call): State;
}

/** A call to one hostd. The fields are only declared, so that the constructor sets each of them once. */
export class ReceivedCall implements Call {
  declare readonly request: Request;
  declare readonly route: Route;
  declare readonly state: State;
  declare verdict: Verdict | undefined;
  declare fault: string | undefined;
  declare readonly behavior: Behavior;
  readonly #host: Host;
  readonly #perform: (call: Call) => Awaitable<Response>;

  constructor(request: Request, host: Host, perform: (call: Call) => Awaitable<Response>) {
    this.request = request;
    this.behavior = host.behavior;
    this.#host = host;
    this.#perform = perform;
    this.verdict = undefined;
    this.fault = undefined;
    this.route = findRoute(this.behavior.method(this), this.behavior.routePath(this));
    this.state = host.stateOf(this);
  }

  get config(): Config {
    return this.#host.keys.config;
  }

  get sandboxes(): Sandboxes {
    return this.state.sandboxes;
  }

  get delays(): Delays {
    return this.#host.delays;
  }

  get received(): Buffer | undefined {
    return this.request.received;
  }

  headers(name: string): readonly string[] {
    const { rawHeaders } = this.request;
    const { behavior } = this;
    let values = none;
    for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
      if (behavior.sameHeader(rawHeaders[i] ?? '', name)) values = [...values, rawHeaders[i + 1] ?? ''];
    }
    return values;
  }

  header(name: string): string | undefined {
    return this.headers(name)[0];
  }

  body(): Promise<Buffer> {
    return this.request.body();
  }

  json(): Promise<unknown> {
    return this.body().then((bytes) => this.parse(bytes));
  }

  parse(bytes: Buffer): unknown {
    if (bytes.length === 0) return undefined;
    if (!this.behavior.acceptsContentType(this.header('content-type'))) {
      throw new HttpError(400, 'the content type is not application/json');
    }
    if (hasTooManyValues(bytes)) throw new HttpError(413, `the body has more than ${JSON_VALUES} values`);
    try {
      return JSON.parse(bytes.toString());
    } catch {
      throw new HttpError(400, 'the body is not JSON');
    }
  }

  perform(): Awaitable<Response> {
    return this.#perform(this);
  }
}
