import type { Bytes } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../http/client.ts';
import type { Connection } from '../http/connection.ts';
import type { WireRequest } from '../http/request.ts';
import type { WireResponse } from '../http/response.ts';
import type { ConfigurationName } from './configurations.ts';
import type { Expectation } from './expectation.ts';
import type { Attempt, Exit, QuietRun } from './launch.ts';
import type { Recorder } from './recorder.ts';
import type { Server, ServerNetwork } from './server.ts';

/** The purpose of a request: a control, the judged request, or a step towards it. */
export type Role = 'control' | 'probe' | 'step';

/** An exchange of a case. */
export interface Recorded {
  readonly role: Role;
  readonly exchange: Exchange;
}

/** Everything that a check may use while one case runs. */
export interface Trial {
  readonly contract: Contract;
  /** Registers tokens that a check makes from keys, so that reports redact them too. */
  readonly secrets: Pick<Secrets, 'add'>;
  /** Random bytes of this case. */
  readonly random: Bytes;
  /** The server under test. Throws Error for checks that launch servers themselves. */
  readonly instance: Server;
  /** The keys of the server under test. */
  readonly keys: readonly string[];
  /** A valid key. Throws Skip when none is configured. */
  readonly key: string;
  /** The recorder behind the gateway. Throws Error for checks that do not require it. */
  readonly recorder: Recorder;
  /** True when requests pass a gateway on their way. */
  readonly behindGateway: boolean;
  /** True when the server accepts the keys that the suite gave it and no others. */
  readonly knowsEveryKey: boolean;
  /** True when the server under test must ask for a key. */
  readonly enforced: boolean;
  /** The exchange that was recorded last. Throws Error when there is none. */
  readonly last: Exchange;
  /** The network in which launched servers listen. */
  readonly network: ServerNetwork;

  /**
   * Sends a request and records the exchange. Never rejects for what the server does.
   * @throws Skip when the case needs more sandboxes than the server has room for
   * @throws Untestable when the server has no room for a single sandbox
   */
  send(request: WireRequest, role?: Role, connection?: Connection): Promise<Exchange>;
  /**
   * Sends requests in one packet. Resolves to the exchange of the last one, or to undefined when the server does not
   * respond to all of them.
   */
  pipeline(...requests: readonly WireRequest[]): Promise<Exchange | undefined>;
  /** Records an exchange that was made without the trial. */
  record(exchange: Exchange, role: Role): void;
  /** Marks sandboxes that the case needs until its end. Others may be destroyed to make room. */
  keep(...ids: readonly string[]): void;
  /** Sends the request that the check is about and judges its response. */
  expect(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<Exchange>;
  /** Judges an exchange. Throws Mismatch when the expectation is not met. */
  judge(exchange: Exchange, expectation: Expectation): void;
  /**
   * Sends a request whose response shows whether the check can judge at all.
   * @throws Untestable when the expectation is not met
   */
  control(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<WireResponse>;
  /** Judges an exchange as a control. Throws Untestable when the expectation is not met. */
  require(exchange: Exchange, expectation: Expectation): WireResponse;
  /** Opens a connection for this case alone. It is closed when the case ends. */
  connect(): Promise<Connection>;

  /** Launches a server that must refuse to start, once per configuration, and watches it. */
  attempt(name: ConfigurationName): Promise<Attempt>;
  /**
   * Launches a server, leaves it alone and ends it, once per configuration and limit. Waits at most `limitMs`
   * milliseconds (default 1,000) after the first response for a line that satisfies `awaited`.
   */
  quietRun(name: ConfigurationName, awaited?: (line: string) => boolean, limitMs?: number): Promise<QuietRun>;
  /** Launches a server for this case alone and ends it when `use` is done. */
  launch<T>(name: ConfigurationName, use: (server: Server) => Promise<T>): Promise<T>;
  /** Launches a server on a port at which the suite listens. Resolves to undefined when it does not end by itself. */
  launchOnTakenPort(name: ConfigurationName): Promise<Exit | undefined>;
  /** Runs `make` once per run of the suite and resolves to its result every time. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** Random bytes for a purpose that several cases share. */
  randomFor(purpose: string): Bytes;

  /** Throws Mismatch. */
  fail(expected: string, actual: string): never;
  /** Throws Skip. */
  skip(reason: string): never;
}
