import type { Validator } from '../../src/contract/generated/validators.js';
import { type Language, run } from '../interpreter/interpreter.ts';
import type { Run } from '../interpreter/system.ts';
import type { Held, Machine, Sandboxes } from '../state/sandboxes.ts';
import { bearerToken, isKey, type Unauthorized, unauthorized } from './auth.ts';
import type { Call } from './call.ts';
import type { Address, Config, Mode, Settings } from './config.ts';
import { decideStartup, parseAddress, parseFlag, parseKeys } from './config.ts';
import type { ExecEvent } from './exec.ts';
import { execBody, forkBody, type Handler, handlers } from './handlers.ts';
import { type LogLine, startupLines } from './log.ts';
import type { Answer, Awaitable } from './message.ts';
import { API_PREFIX, isExemptPath, targetPath } from './router.ts';
import { type Trace, traceOf } from './trace.ts';

/**
 * Every decision of hostd, one small function each. `correct` is what the reference does; a mutant replaces
 * one of them. They are asked in the order in which they stand here.
 */
export interface Behavior {
  // Startup
  /** PODFLARE_HOSTD_ADDR; undefined when it is no address. */
  address(text: string | undefined): Address | undefined;
  /** PODFLARE_API_KEYS. */
  keys(text: string | undefined): readonly string[];
  /** PODFLARE_AUTH_DISABLED. */
  flag(text: string | undefined): boolean;
  startup(settings: Settings): Mode | 'refused';
  /** What a refusal says on stderr, and the exit code. */
  refusal(settings: Settings): { readonly reason: string; readonly exitCode: number };
  /** Lines that are logged once hostd listens. */
  startupLines(config: Config): readonly LogLine[];
  /** Where to listen. */
  bind(config: Config): Address;
  /** Another address to try when this one failed; undefined gives up. */
  otherAddress(config: Config): Address | undefined;
  /** Milliseconds after which hostd exits with 1 by itself; undefined means never. */
  lifetime(config: Config): number | undefined;
  /** Whether SIGTERM and SIGINT end hostd. */
  stopsOnSignal(): boolean;
  /** What is logged when it ends. */
  endLines(config: Config): readonly LogLine[];

  // Reading a request
  /** How strictly node:http parses; its defaults unless told otherwise. */
  parser(): { readonly insecureHTTPParser?: boolean; readonly maxHeaderSize?: number };
  /** The bytes of a connection on their way to the parser, one packet at a time; undefined leaves all as they are. */
  readonly incoming: ((bytes: Buffer) => Buffer) | undefined;
  /** Whether a request may carry these Host lines. HTTP asks for 400 when there is more than one (RFC 9112, 3.2). */
  acceptsHosts(hosts: readonly string[]): boolean;
  /** Whether a header as sent has this name, given in lower case. */
  sameHeader(sent: string, name: string): boolean;
  /** The method that the router sees. */
  method(call: Call): string;
  /** The path that the router sees. */
  routePath(call: Call): string;
  /** The path that the gate sees. */
  gatePath(call: Call): string;
  trace(call: Call): Trace;

  // The gate
  /** What answers before the gate does. Nothing should. */
  beforeGate(call: Call): Awaitable<Answer | undefined>;
  /** Whether this hostd asks for keys. */
  enforces(call: Call): boolean;
  /** Whether the path lies below the prefix that asks for a key. */
  isApi(path: string, call: Call): boolean;
  isExempt(path: string, call: Call): boolean;
  /** The key that was sent; undefined when none was. */
  credential(call: Call): Awaitable<string | undefined>;
  accepts(key: string, call: Call): boolean;
  unauthorized(reason: Unauthorized, call: Call): Awaitable<Answer>;

  // The operations
  /** Whether a body of this content type is read; undefined when the header is absent. */
  acceptsContentType(value: string | undefined): boolean;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly execBody: Validator;
  readonly defaultLanguage: Language;
  readonly forkBody: Validator;
  /** What a fork makes of its parent. */
  copy(machine: Machine): Machine;
  /** Puts the winner's machine under the parent's id. Both are held. */
  merge(sandboxes: Sandboxes, parent: string, winner: string): void;
  destroy(sandboxes: Sandboxes, id: string): void;
  /** Waits for the sandbox before a run. */
  holdForExec(sandboxes: Sandboxes, id: string): Promise<Held | undefined>;
  run(machine: Machine, language: Language, code: string, signal: AbortSignal): Run;
  /** What is sent of the events of a run. */
  events(events: AsyncIterable<ExecEvent>, call: Call): AsyncIterable<ExecEvent>;

  /** The last word on every answer. */
  finish(answer: Answer, call: Call): Answer;
}

export const correct: Behavior = {
  address: parseAddress,
  keys: parseKeys,
  flag: parseFlag,
  startup: decideStartup,
  refusal: () => ({
    reason:
      'refusing to start: PODFLARE_API_KEYS is not set and the address is not loopback. ' +
      'Set keys, listen on loopback, or set PODFLARE_AUTH_DISABLED=1 to serve without authentication.',
    exitCode: 1,
  }),
  startupLines,
  bind: (config) => config.address,
  otherAddress: () => undefined,
  lifetime: () => undefined,
  stopsOnSignal: () => true,
  endLines: () => [],

  parser: () => ({}),
  incoming: undefined,
  acceptsHosts: (hosts) => hosts.length < 2,
  sameHeader: (sent, name) => sent.length === name.length && sent.toLowerCase() === name,
  method: (call) => call.request.method,
  routePath: (call) => targetPath(call.request.target),
  gatePath: (call) => targetPath(call.request.target),
  trace: traceOf,

  beforeGate: () => undefined,
  enforces: (call) => call.config.mode === 'enforced',
  isApi: (path) => path.startsWith(API_PREFIX),
  isExempt: isExemptPath,
  credential: bearerToken,
  accepts: (key, call) => isKey(key, call.config.keys),
  unauthorized,

  acceptsContentType: (value) => value === undefined || /^application\/json\s*(;|$)/i.test(value.trim()),
  handlers,
  execBody,
  defaultLanguage: 'python',
  forkBody,
  copy: (machine) => machine.copy(),
  merge(sandboxes, parent, winner) {
    const machine = sandboxes.forget(winner);
    if (machine) sandboxes.replace(parent, machine);
  },
  destroy: (sandboxes, id) => sandboxes.destroy(id),
  holdForExec: (sandboxes, id) => sandboxes.hold(id),
  run,
  events: (events) => events,

  finish: (answer) => answer,
};
