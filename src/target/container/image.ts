import type { ImageInspectInfo } from 'dockerode';
import { TargetError } from '../../errors.ts';
import { type Client, statusOf, words } from './engine.ts';
import type { PullPolicy } from './pull.ts';

/**
 * Makes sure that an image is there. `role` names it in a message.
 * @throws TargetError
 */
export async function ensureImage(
  client: Client,
  image: string,
  pull: PullPolicy,
  role: string,
): Promise<ImageInspectInfo> {
  const found = pull === 'always' ? undefined : await inspect(client, image);
  if (found) return found;
  if (pull === 'never')
    throw new TargetError(
      `there is no ${role} "${image}" on this engine; to get it: docker pull ${image}, or --pull missing`,
    );
  const { ImageName } = await import('testcontainers');
  const why = await client.image.pull(ImageName.fromString(image), { force: true, platform: undefined }).then(
    () => undefined,
    (error: unknown) => words(error),
  );
  const pulled = await inspect(client, image);
  if (why !== undefined && pull === 'always' && pulled)
    throw new TargetError(
      `the ${role} "${image}" cannot be pulled (${why}); the engine has one: --pull missing uses it`,
    );
  if (why === undefined && pulled) return pulled;
  throw new TargetError(
    `there is no ${role} "${image}" on this engine, and it cannot be pulled${why === undefined ? '' : ` (${why})`}; build it, or try by hand: docker pull ${image}`,
  );
}

async function inspect(client: Client, image: string): Promise<ImageInspectInfo | undefined> {
  try {
    return await client.container.dockerode.getImage(image).inspect();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw new TargetError(`the container engine cannot look up the image "${image}": ${words(error)}`);
  }
}
