import type { ImageInspectInfo } from 'dockerode';
import { TargetError } from '../../base/errors.ts';
import { type Engine, EngineRefusal, words } from './engine.ts';
import type { PullPolicy } from './pull.ts';

/**
 * Makes sure that an image is available. `role` describes it in messages.
 * @throws TargetError
 */
export async function ensureImage(
  engine: Engine,
  image: string,
  pull: PullPolicy,
  role: string,
): Promise<ImageInspectInfo> {
  const found = pull === 'always' ? undefined : await inspect(engine, image);
  if (found) return found;
  if (pull === 'never')
    throw new TargetError(
      `there is no ${role} "${image}" on this engine; to get it: docker pull ${image}, or --pull missing`,
    );
  const { ImageName } = await import('testcontainers');
  const name = ImageName.fromString(image);
  const why = await engine.client.image.pull(name, { force: true, platform: undefined }).then(
    () => undefined,
    (error: unknown) => words(error),
  );
  const pulled = await inspect(engine, image);
  if (why !== undefined && pull === 'always' && pulled)
    throw new TargetError(
      `the ${role} "${image}" cannot be pulled (${why}); the engine has one: --pull missing uses it`,
    );
  if (why === undefined && pulled) return pulled;
  throw new TargetError(
    `there is no ${role} "${image}" on this engine, and it cannot be pulled${why === undefined ? '' : ` (${why})`}; build it, or try by hand: docker pull ${image}`,
  );
}

async function inspect(engine: Engine, image: string): Promise<ImageInspectInfo | undefined> {
  try {
    return await engine.ask(`look up the image "${image}"`, (docker) => docker.getImage(image).inspect());
  } catch (error) {
    if (error instanceof EngineRefusal && error.status === 404) return undefined;
    throw error;
  }
}
