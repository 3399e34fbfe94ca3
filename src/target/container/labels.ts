import { type Docker, statusOf } from './engine.ts';

/** Value: an id of the run that made the container. */
export const RUN = 'podflare-conformance.run';
/** Value: `sidecar` or `hostd`. */
export const ROLE = 'podflare-conformance.role';

/** How long a sidecar may take from being made to running before its run is taken for dead, in seconds. */
const BIRTH_S = 60;

/** Removes every container of a run. */
export async function sweepRun(docker: Docker, run: string): Promise<void> {
  const containers = await list(docker, `${RUN}=${run}`);
  await Promise.all(containers.map(({ Id }) => remove(docker, Id)));
}

/** Removes what runs have left that were killed: a sidecar ends with its run, and a run is over when it has ended. */
export async function sweepDeadRuns(docker: Docker): Promise<void> {
  const containers = await list(docker, RUN);
  const now = Date.now() / 1000;
  const alive = new Set(
    containers
      .filter(({ Labels }) => Labels[ROLE] === 'sidecar')
      .filter(({ State, Created }) => State === 'running' || (State === 'created' && now - Created < BIRTH_S))
      .map(({ Labels }) => Labels[RUN]),
  );
  const dead = containers.filter(({ Labels }) => !alive.has(Labels[RUN]));
  await Promise.all(dead.map(({ Id }) => remove(docker, Id)));
}

/** Ends and removes a container; that it is gone already is no failure. */
export async function remove(docker: Docker, id: string): Promise<void> {
  const container = docker.getContainer(id);
  try {
    await container.remove({ force: true, v: true });
  } catch (error) {
    const status = statusOf(error);
    // Somebody else is removing it.
    if (status === 409) await container.wait({ condition: 'removed' }).catch(() => {});
    else if (status !== 404) throw error;
  }
}

function list(docker: Docker, label: string) {
  return docker.listContainers({ all: true, filters: { label: [label] } });
}
