import { type Expectation, responds } from '../../src/checks/expectation.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { json, member, type WireResponse } from '../../src/http/response.ts';
import { discriminates } from './controls.ts';
import { created, status, summary } from './expectations.ts';
import { createRequest, execRequest, fork, requestFor, withKey } from './requests.ts';

/** One line of the exec response. */
export interface Event {
  readonly type?: unknown;
  readonly data?: unknown;
  readonly seq?: unknown;
  readonly ts?: unknown;
}

/** The output and the end of a run. */
export interface Run {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly exit: unknown;
}

/**
 * Creates a sandbox for the rest of the case.
 * @throws Untestable when create fails
 */
export async function newSandbox(t: Trial): Promise<string> {
  await discriminates(t);
  const id = String(member(await t.control(withKey(createRequest, t.key), created), 'id'));
  t.keep(id);
  return id;
}

/**
 * Creates `n` forks for the rest of the case.
 * @throws Untestable when fork fails
 */
export async function newForks(t: Trial, id: string, n: number): Promise<string[]> {
  const forked = responds(`200 with ${n} children`, (response) =>
    response.status === 200 && childrenOf(response).length === n ? undefined : summary(response),
  );
  const request = { ...requestFor(fork, { id }), body: JSON.stringify({ n }) };
  const children = childrenOf(await t.control(withKey(request, t.key), forked));
  t.keep(...children);
  return children;
}

export async function newFork(t: Trial, id: string): Promise<string> {
  const [child = ''] = await newForks(t, id, 1);
  return child;
}

export function childrenOf(response: WireResponse): string[] {
  const children = member(response, 'children');
  return Array.isArray(children) ? children.filter((child) => typeof child === 'string') : [];
}

/**
 * Runs code as a step of the case.
 * @throws Untestable when the status is not 200
 */
export async function run(t: Trial, id: string, code: string, language?: string): Promise<Run> {
  return runOf(await t.control(withKey(execRequest(id, code, language), t.key), status(200)));
}

/** The events of an exec response. Empty lines are ignored, and a line that is not JSON becomes an empty event. */
export function eventsOf(response: WireResponse): Event[] {
  return response.body
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const value = json({ body: Buffer.from(line) });
      return typeof value === 'object' && value !== null ? (value as Event) : {};
    });
}

function runOf(response: WireResponse): Run {
  const events = eventsOf(response);
  const text = (type: string) =>
    events.filter((event) => event.type === type).map((event) => String(event.data).replace(/\n$/, ''));
  return { stdout: text('stdout'), stderr: text('stderr'), exit: events.find((event) => event.type === 'exit')?.data };
}

/** Status 200, and a run that satisfies the predicate. */
export function ran(says: string, holds: (run: Run) => boolean): Expectation {
  return responds(`200 and ${says}`, (response) =>
    response.status === 200 && holds(runOf(response)) ? undefined : summary(response),
  );
}
