import type { CheckOptions } from '../../api/check-hostd.ts';
import { UsageError } from '../../base/errors.ts';
import { PROFILES, type Profile } from '../../contract/levels.ts';
import { PULL_POLICIES } from '../../hosts/container/pull.ts';
import type { Given } from './arguments.ts';

/** The options that the command line names. */
export function optionsOf(given: Given): CheckOptions {
  const some = (name: string) => (given.flag(name) ? given.texts(name) : undefined);
  const expect = given.text('expect');
  return {
    url: given.text('url'),
    upstream: given.text('upstream'),
    command: given.text('command'),
    image: given.text('image'),
    probeImage: given.text('probe-image'),
    pull: PULL_POLICIES.find((policy) => policy === given.text('pull')),
    entrypoint: given.text('entrypoint'),
    user: given.text('user'),
    memory: given.text('memory'),
    expect: expect === 'open' || expect === 'enforced' ? expect : undefined,
    args: some('arg'),
    env: given.flag('env') ? Object.fromEntries(given.texts('env').map(variable)) : undefined,
    cwd: given.text('cwd'),
    profiles: profilesOf(given.texts('profile')),
    only: given.texts('only'),
    skip: given.texts('skip'),
    rules: given.text('rules'),
    seed: given.text('seed'),
    strict: given.flag('strict'),
    timeoutMs: given.number('timeout'),
    startTimeoutMs: given.number('start-timeout'),
    concurrency: given.number('concurrency'),
    spec: given.text('spec'),
    specAllowRemote: given.flag('spec-allow-remote'),
  };
}

/** The profiles that names stand for; `core` when there are none. */
function profilesOf(names: readonly string[]): readonly Profile[] {
  if (names.includes('all')) return PROFILES;
  return names.length === 0 ? ['core'] : PROFILES.filter((profile) => names.includes(profile));
}

function variable(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError('--env wants NAME=VALUE');
  const name = text.slice(0, at);
  if (/^PODFLARE_(HOSTD_ADDR|API_KEYS?|AUTH_DISABLED|LOG_FORMAT)$/.test(name))
    throw new UsageError(`--env ${name}: the suite sets this variable itself, differently in each configuration`);
  return [name, text.slice(at + 1)];
}
