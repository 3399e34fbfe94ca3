import { alternate, type Figure, ratioAtMost } from './measure.ts';
import { fileOf, timed } from './processes.ts';

const commands = [['--version'], ['list'], ['explain', 'healthz/no-key'], ['--help']];

/** The duration of commands that send no requests, compared to a node process that does nothing. */
export async function* load(): AsyncGenerator<Figure> {
  for (const args of commands) {
    const pairs = await alternate(
      21,
      () => timed(fileOf('dist/cli.cjs'), ...args),
      () => timed('-e', '0'),
    );
    yield ratioAtMost(args.join(' '), 'ms', 1.5, pairs);
  }
}
