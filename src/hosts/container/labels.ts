import { TargetError } from '../../base/errors.ts';
import { type Engine, EngineRefusal } from './engine.ts';

/** Value: an id of the run that created the container. */
export const RUN = 'podflare-conformance.run';
/** Value: `sidecar` or `hostd`. */
export const ROLE = 'podflare-conformance.role';

/** A sidecar that is not running this many seconds after its creation belongs to a dead run. */
const BIRTH_S = 60;

/** Time limit for each request of the last sweep on an engine that was lost, in milliseconds. */
const LAST_LIMIT_MS = 5_000;

/** Names of the states of an exited container, in Docker and in Podman. */
const ENDED = new Set(['exited', 'stopped', 'dead', 'removing', 'stopping']);

/**
 * Removes every container of a run.
 * @throws TargetError when some may be left; the message has a command that lists them
 */
export async function sweepRun(engine: Engine, run: string): Promise<void> {
  // An engine that stalled or was restarted may respond again.
  const asked = engine.lost ? engine.again(LAST_LIMIT_MS) : engine;
  try {
    const containers = await list(asked, `${RUN}=${run}`);
    await Promise.all(containers.map(({ Id }) => remove(asked, Id)));
  } catch (error) {
    const why = (engine.lost ?? (error as Error)).message;
    throw new TargetError(`${why}; to list what is left: docker ps --all --filter label=${RUN}=${run}`);
  }
}

/**
 * Removes the containers of runs that were killed. A sidecar ends with its run, so a run whose sidecar has exited is
 * over.
 */
export async function sweepDeadRuns(engine: Engine): Promise<void> {
  const containers = await list(engine, RUN);
  const now = Date.now() / 1000;
  const alive = new Set(
    containers
      .filter(({ Labels }) => Labels[ROLE] === 'sidecar')
      .filter(({ State, Created }) => State === 'running' || (!ENDED.has(State) && now - Created < BIRTH_S))
      .map(({ Labels }) => Labels[RUN]),
  );
  const dead = containers.filter(({ Labels }) => !alive.has(Labels[RUN]));
  // A container that cannot be removed is not a reason to abort the run.
  await Promise.allSettled(dead.map(({ Id }) => remove(engine, Id)));
}

/** Stops and removes a container. It is fine if the container is already gone. */
export async function remove(engine: Engine, id: string): Promise<void> {
  try {
    await engine.ask('remove a container', (docker, abortSignal) =>
      docker.getContainer(id).remove({ force: true, v: true, abortSignal }),
    );
  } catch (error) {
    if (!(error instanceof EngineRefusal) || (error.status !== 404 && error.status !== 409)) throw error;
    // Somebody else is removing it.
    if (error.status === 409) await removed(engine, id);
  }
}

async function removed(engine: Engine, id: string): Promise<void> {
  try {
    await engine.ask('remove a container', (docker, abortSignal) =>
      docker.getContainer(id).wait({ condition: 'removed', abortSignal }),
    );
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
  }
}

function list(engine: Engine, label: string) {
  return engine.ask('list containers', (docker, abortSignal) =>
    docker.listContainers({ all: true, filters: { label: [label] }, abortSignal }),
  );
}
