import { UsageError } from '../base/errors.ts';
import type { Shard } from '../model/fleet.ts';

/**
 * Parses `i/n`, from 1/n to n/n, or `/n`. For `/n`, JOB_COMPLETION_INDEX selects the part, counting from 0; Kubernetes
 * sets it in the pods of an Indexed Job.
 * @throws UsageError when the text is neither
 */
export function parseShard(text: string, env: NodeJS.ProcessEnv): Shard {
  const [, given, whole] = /^(\d{1,6})?\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (whole === undefined)
    throw new UsageError(`--shard must be I/N, from 1/N to N/N, or /N in an Indexed Job, not "${text}"`);
  const count = Number(whole);
  const index = given === undefined ? jobIndex(env.JOB_COMPLETION_INDEX, count) + 1 : Number(given);
  if (index < 1 || index > count)
    throw new UsageError(`--shard ${text}: shards are numbered from 1/${count} to ${count}/${count}`);
  return { index, count };
}

function jobIndex(text: string | undefined, count: number): number {
  if (text === undefined || text === '')
    throw new UsageError(
      `--shard /${count} needs JOB_COMPLETION_INDEX, which a Kubernetes Indexed Job sets; elsewhere give I/${count}`,
    );
  if (!/^\d{1,6}$/.test(text))
    throw new UsageError(`JOB_COMPLETION_INDEX must be a whole number from 0, not "${text}"`);
  if (Number(text) >= count)
    throw new UsageError(
      `JOB_COMPLETION_INDEX is ${text}, and --shard /${count} has no more than ${count}: give as many completions`,
    );
  return Number(text);
}

/**
 * The items of a shard. Neighbouring items stay together, because checks of a family share servers.
 * @throws UsageError when the shard does not exist, or when there are more shards than items
 */
export function shareOf<T>(items: readonly T[], { index, count }: Shard, what: string): T[] {
  if (!(Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count))
    throw new UsageError(`there is no shard ${index}/${count}`);
  if (count > items.length)
    throw new UsageError(`there are ${count} shards for ${items.length} ${what}s: make it ${items.length} at most`);
  const from = (n: number) => Math.floor((n * items.length) / count);
  return items.slice(from(index - 1), from(index));
}
