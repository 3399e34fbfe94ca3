import type { Validator } from '../../src/contract/validator.ts';
import type { Language } from '../interpreter/interpreter.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { Run } from '../interpreter/system.ts';
import type { Awaitable, Request, Response } from '../protocol/message.ts';
import type { Verdict } from '../state/journal-entry.ts';
import type { Held, Sandboxes } from '../state/sandboxes.ts';
import type { State } from '../state/state.ts';
import type { Address, Config, EnvParser, Mode, Settings } from './config.ts';
import type { Delays } from './delays.ts';
import type { ExecEvent } from './exec-event.ts';
import type { LogLine } from './log.ts';
import type { Route } from './router.ts';
import type { Trace } from './trace.ts';

/** Why the gate refuses a request: it carries no key, or a key that is not configured. */
export type Unauthorized = 'missing' | 'invalid';

/** Implements one operation of the contract. */
export type Handler = (call: Call) => Awaitable<Response>;

/**
 * Every decision of hostd, one small function each. `correct` implements the contract; a mutant replaces one of the
 * functions. They are listed in the order in which hostd calls them.
 */
export interface Behavior extends EnvParser {
  // Startup
  startup(settings: Settings): Mode | 'refused';
  /** The message on stderr and the exit code when hostd refuses to start. */
  refusal(settings: Settings): { readonly reason: string; readonly exitCode: number };
  /** Lines to log once hostd listens. */
  startupLines(config: Config): readonly LogLine[];
  /** The address to listen on. */
  bind(config: Config): Address;
  /** The address to try when `bind` failed; undefined gives up. */
  otherAddress(config: Config): Address | undefined;
  /** Milliseconds after which hostd exits with 1; undefined means never. */
  lifetime(config: Config): number | undefined;
  /** Whether SIGTERM and SIGINT end hostd. */
  stopsOnSignal(): boolean;
  /** Lines to log when a signal ends hostd. */
  endLines(config: Config): readonly LogLine[];

  // Parsing a request
  /** Options of the node:http parser; its defaults when empty. */
  parser(): { readonly insecureHTTPParser?: boolean; readonly maxHeaderSize?: number };
  /** Rewrites the bytes of a connection before they are parsed, one packet at a time; undefined leaves them alone. */
  readonly incoming: ((bytes: Buffer) => Buffer) | undefined;
  /** Whether a request may carry these Host lines. More than one is a 400 (RFC 9112, 3.2). */
  acceptsHosts(hosts: readonly string[]): boolean;
  /** Whether a header name as sent equals `name`, which is in lower case. */
  sameHeader(sent: string, name: string): boolean;
  /** The method that the router uses. */
  method(call: Call): string;
  /** The path that the router uses. */
  routePath(call: Call): string;
  /** The path that the gate uses. */
  gatePath(call: Call): string;
  trace(call: Call): Trace;

  // The gate
  /** A response that precedes the gate. The reference never sends one. */
  beforeGate(call: Call): Awaitable<Response | undefined>;
  /** Whether this hostd requires keys. */
  enforces(call: Call): boolean;
  /** Whether the path is below the prefix that requires a key. */
  isApi(path: string, call: Call): boolean;
  isExempt(path: string, call: Call): boolean;
  /** The key of the request; undefined when it carries none. */
  credential(call: Call): Awaitable<string | undefined>;
  accepts(key: string, call: Call): boolean;
  unauthorized(reason: Unauthorized, call: Call): Awaitable<Response>;

  // The operations
  /** Whether a body of this content type is parsed; `value` is undefined when the header is absent. */
  acceptsContentType(value: string | undefined): boolean;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly execBody: Validator;
  readonly defaultLanguage: Language;
  readonly forkBody: Validator;
  /** The machine of a fork. */
  copy(machine: Machine): Machine;
  /** Replaces the parent's machine with the winner's. The caller holds both locks. */
  merge(sandboxes: Sandboxes, parent: string, winner: string): void;
  destroy(sandboxes: Sandboxes, id: string): void;
  /** Acquires the lock of a sandbox before a run. */
  holdForExec(sandboxes: Sandboxes, id: string): Promise<Held | undefined>;
  run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run;
  /** Filters the events of a run before they are sent. */
  events(events: AsyncIterable<ExecEvent>, call: Call): AsyncIterable<ExecEvent>;

  /** Changes any response before it is logged and sent. */
  finish(response: Response, call: Call): Response;
}

/** One request while hostd serves it, with everything that a decision may depend on. */
export interface Call {
  readonly request: Request;
  /** Resolved before the gate, which does not use it. */
  readonly route: Route;
  /** Shared with the other calls of its namespace. */
  readonly state: State;
  readonly sandboxes: Sandboxes;
  readonly config: Config;
  readonly behavior: Behavior;
  readonly delays: Delays;
  /** The decision of the gate; undefined before it. */
  verdict: Verdict | undefined;
  /** The kind of the fault that hits the call; undefined when none does. */
  fault: string | undefined;
  /** The body; undefined until it was read. */
  readonly received: Buffer | undefined;
  /** Every value of a header, in order. `name` is in lower case. */
  headers(name: string): readonly string[];
  /** The first value of a header. `name` is in lower case. */
  header(name: string): string | undefined;
  /**
   * The body; may be called more than once.
   * @throws HttpError (rejects): 413 when the body is too large, 503 when the mock is out of memory for bodies
   */
  body(): Promise<Buffer>;
  /**
   * The body as JSON; undefined when it is empty.
   * @throws HttpError (rejects): as `body`; 400 for another content type or invalid JSON, 413 for too many values
   */
  json(): Promise<unknown>;
  /** Parses `bytes` as `json` parses the body. Throws what `json` rejects with, except for the errors of `body`. */
  parse(bytes: Buffer): unknown;
  /** Runs the operation, whatever the gate decided. Neither throws nor rejects. */
  perform(): Awaitable<Response>;
}
