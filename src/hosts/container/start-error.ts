import type { ImageInspectInfo } from 'dockerode';
import type { Engine } from './engine.ts';

/** Names the platforms of the image and the engine if they differ: `the image is for linux/arm64, ...`. */
export function platformNote(image: ImageInspectInfo, { client }: Engine): string | undefined {
  const { architecture, operatingSystemType } = client.info.containerRuntime;
  const wants = `${image.Os}/${image.Architecture}`;
  const has = `${operatingSystemType}/${GO_NAMES[architecture] ?? architecture}`;
  return wants === has ? undefined : `the image is for ${wants} and the engine runs ${has}`;
}

/** Machine names of uname, mapped to those of images. */
const GO_NAMES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' };

/** Explains in one line why a container could not be created or started, given the engine's message. */
export function startError(image: string, message: string, platform: string | undefined): string {
  const cannot = `the image "${image}" cannot be started`;
  if (/exec format error/i.test(message))
    return `${cannot}: wrong platform: ${platform ?? 'its program was built for another machine'}`;
  if (/no command specified|no command or entrypoint/i.test(message))
    return `${cannot}: it has neither an entrypoint nor a command; give one with --entrypoint or --arg`;
  // Docker and runc: `exec: "/x": stat /x: no such file ...`; crun: "executable file `/x` not found in $PATH".
  const exec =
    /exec(?:utable file)?:? ["`]?([^":`]+)["`]?:? .*?(no such file or directory|not found in \$PATH|permission denied|is a directory)/i.exec(
      message,
    );
  if (exec?.[2]?.match(/permission denied|is a directory/i))
    return `${cannot}: its entrypoint "${exec[1]}" may not be executed (${exec[2]})`;
  if (exec) return `${cannot}: its entrypoint "${exec[1]}" is not in the image; give another with --entrypoint`;
  if (/unable to find user|no matching entries in passwd/i.test(message))
    return `${cannot}: --user names a user that the image does not have; a number works in every image`;
  return `${cannot}: ${message}`;
}
