import type { Verdict } from '../state/journal.ts';
import type { Sandboxes } from '../state/sandboxes.ts';
import type { State } from '../state/state.ts';
import type { Behavior } from './behavior.ts';
import type { Config } from './config.ts';
import type { Delays } from './delays.ts';
import { hasTooManyValues, JSON_VALUES } from './json.ts';
import { type Answer, type Awaitable, HttpError, type Request } from './message.ts';
import type { Reference } from './reference.ts';
import { findRoute, type Route } from './router.ts';

const none: readonly string[] = [];

/** What all calls to one hostd share. */
export interface Surroundings {
  readonly reference: Reference;
  readonly behavior: Behavior;
  /** Carries a call out, whatever the gate says. Neither throws nor rejects. */
  readonly perform: (call: Call) => Awaitable<Answer>;
}

/**
 * One request in its surroundings: everything that a decision may look at. Fields are declared only: none is set twice
 * for each request.
 */
export class Call {
  declare readonly request: Request;
  /** What the router makes of the request. Known before the gate, which does not look at it. */
  declare readonly route: Route;
  /** What it shares with other calls of its namespace. */
  declare readonly state: State;
  /** What the gate made of it; undefined before. */
  declare verdict: Verdict | undefined;
  /** What the fault does that hits it; undefined when none does. */
  declare fault: string | undefined;
  declare readonly behavior: Behavior;
  readonly #surroundings: Surroundings;

  constructor(request: Request, surroundings: Surroundings) {
    this.request = request;
    this.behavior = surroundings.behavior;
    this.#surroundings = surroundings;
    this.verdict = undefined;
    this.fault = undefined;
    this.route = findRoute(this.behavior.method(this), this.behavior.routePath(this));
    this.state = surroundings.reference.stateOf(this);
  }

  get config(): Config {
    return this.#surroundings.reference.keys.config;
  }

  get sandboxes(): Sandboxes {
    return this.state.sandboxes;
  }

  get delays(): Delays {
    return this.#surroundings.reference.delays;
  }

  /** What was read of the body so far; undefined when nothing was. */
  get received(): Buffer | undefined {
    return this.request.received;
  }

  /** Every value of a header, in order. `name` is in lower case. */
  headers(name: string): readonly string[] {
    const { rawHeaders } = this.request;
    const { behavior } = this;
    let values = none;
    for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
      if (behavior.sameHeader(rawHeaders[i] ?? '', name)) values = [...values, rawHeaders[i + 1] ?? ''];
    }
    return values;
  }

  /** The first value of a header. `name` is in lower case. */
  header(name: string): string | undefined {
    return this.headers(name)[0];
  }

  /** The body; may be called more than once. Rejects with an `HttpError`: 413 when it is too large, 503 when others leave no room. */
  body(): Promise<Buffer> {
    return this.request.body();
  }

  /** The body as JSON, undefined when it is empty. Rejects with an `HttpError` 400 when it is not JSON. */
  json(): Promise<unknown> {
    return this.body().then((bytes) => this.parse(bytes));
  }

  /** The body of these bytes as JSON; throws what `json` rejects with. */
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

  /** Carries the request out, whatever the gate says. Neither throws nor rejects. */
  perform(): Awaitable<Answer> {
    return this.#surroundings.perform(this);
  }
}
