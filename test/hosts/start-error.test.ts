import { expect, test } from 'vitest';
import { startError } from '../../src/hosts/container/start-error.ts';

const MISSING = 'its entrypoint "/bin/hostd" is not in the image; give another with --entrypoint';

/** Messages of engines and of the runtimes below them. */
test.each([
  [
    'Docker with runc',
    'failed to create task for container: OCI runtime create failed: runc create failed: unable to start container process: exec: "/bin/hostd": stat /bin/hostd: no such file or directory: unknown',
    MISSING,
  ],
  [
    'Podman with runc',
    'preparing container 0a1b for attach: runc: runc create failed: unable to start container process: exec: "/bin/hostd": stat /bin/hostd: no such file or directory: OCI runtime attempted to invoke a command that was not found',
    MISSING,
  ],
  [
    'Podman with crun',
    'preparing container 0a1b for attach: crun: executable file `/bin/hostd` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    MISSING,
  ],
  [
    'Docker, for a directory',
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "/tmp": is a directory: permission denied: unknown',
    'its entrypoint "/tmp" may not be executed (is a directory)',
  ],
  [
    'Podman, for a user',
    'unable to find user nobody-here: no matching entries in passwd file',
    '--user names a user that the image does not have; a number works in every image',
  ],
  ['an engine that says something else', 'no space left on device', 'no space left on device'],
])('the start error of %s is explained', (_, message, reason) => {
  expect(startError('hostd:dev', message, undefined)).toBe(`the image "hostd:dev" cannot be started: ${reason}`);
});
