import type { Command } from '../command.ts';
import { client } from './client.ts';
import { explain } from './explain.ts';
import { healthcheck } from './healthcheck.ts';
import { list } from './list.ts';
import { mcp } from './mcp.ts';
import { mock } from './mock.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** Every command, in the order of `--help`. The first is the default. */
export const commands = [
  run,
  client,
  mcp,
  report,
  list,
  explain,
  mock,
  healthcheck,
] as const satisfies readonly Command[];
