import type { Container, ContainerCreateOptions, ImageInspectInfo } from 'dockerode';
import { TargetError } from '../../base/errors.ts';
import { HOSTD_VARIABLES, type Launch } from '../host.ts';
import type { Engine } from './engine.ts';
import { remove } from './labels.ts';

/** The properties of a hostd container, except its variables. */
export interface Recipe {
  readonly image: ImageInspectInfo;
  readonly options: ContainerCreateOptions & { readonly Image: string };
  /** Variables besides the PODFLARE_ ones. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes a container of a hostd in which, of HOSTD_VARIABLES, those of the launch are set and no others, whatever the
 * image sets.
 * @throws TargetError when the engine cannot take away what the image sets, and other errors of the engine
 */
export async function createHostd(engine: Engine, recipe: Recipe, launch: Launch): Promise<Container> {
  const wanted = HOSTD_VARIABLES.flatMap((name) => {
    const value = launch.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const env = { ...recipe.env, ...Object.fromEntries(wanted) };
  const baked = namesOf(recipe.image.Config?.Env);
  const unwanted = HOSTD_VARIABLES.filter((name) => launch.env[name] === undefined && baked.has(name));
  const make = engine.isPodman && unwanted.length > 0 ? createByLibpod : createByDocker;
  const container = await make(engine, recipe.options, env, unwanted);
  try {
    const { Config } = await engine.ask('inspect a container', (_, abortSignal) => container.inspect({ abortSignal }));
    const set = new Set(Config.Env.filter((entry) => HOSTD_VARIABLES.some((name) => entry.startsWith(`${name}=`))));
    for (const [name, value] of wanted)
      if (!set.delete(`${name}=${value}`))
        throw new TargetError(`the container engine at ${engine.host} did not set ${name} as requested`);
    const [left] = namesOf([...set]);
    if (left !== undefined)
      throw new TargetError(
        `the image "${recipe.options.Image}" sets ${left}, and the container engine at ${engine.host} cannot unset a variable; build the image without it`,
      );
    return container;
  } catch (error) {
    await remove(engine, container.id).catch(() => {}); // The sweep of the run tries again and reports failures.
    throw error;
  }
}

function namesOf(entries: readonly string[] | null | undefined): ReadonlySet<string> {
  return new Set(entries?.map((entry) => entry.split('=', 1)[0] ?? ''));
}

type Create = (
  engine: Engine,
  options: ContainerCreateOptions,
  env: Readonly<Record<string, string>>,
  unset: readonly string[],
) => Promise<Container>;

/** An entry without a value unsets the variable. (Podman would copy the variable from the engine's own environment.) */
const createByDocker: Create = (engine, options, env, unset) => {
  const Env = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...unset];
  return engine.ask('make a container', (docker, abortSignal) =>
    docker.createContainer({ ...options, Env, abortSignal }),
  );
};

/** Podman's own API can unset variables since 4.0. Its Docker-compatible API cannot. */
const createByLibpod: Create = async (engine, options, env, unset) => {
  const { Image, Labels, Cmd, Entrypoint, User, Healthcheck, HostConfig = {} } = options;
  const { NetworkMode = '', Memory, MemorySwap } = HostConfig;
  const spec = {
    ...{ image: Image, env, unsetenv: unset, labels: Labels, healthconfig: Healthcheck },
    netns: { nsmode: 'container', value: NetworkMode.replace(/^container:/, '') },
    ...(Cmd && { command: Cmd }),
    ...(Entrypoint && { entrypoint: Entrypoint }),
    ...(User !== undefined && { user: User }),
    ...(Memory !== undefined && { resource_limits: { memory: { limit: Memory, swap: MemorySwap } } }),
  };
  const { Id } = await engine.ask('make a container', (docker, abortSignal) => {
    const path = '/v4.0.0/libpod/containers/create';
    const request = { path, method: 'POST', options: spec, statusCodes: { 201: true }, abortSignal };
    return new Promise<{ readonly Id: string }>((resolve, reject) => {
      docker.modem.dial(request, (error, made) => (error ? reject(error) : resolve(made as { Id: string })));
    });
  });
  return engine.client.container.dockerode.getContainer(Id);
};
