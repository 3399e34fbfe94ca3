import { REPORTERS } from '../../../report/names.ts';
import type { Option } from '../option.ts';

/** Options that decide how a run is judged and reported. */
export const judgingOptions = [
  {
    name: 'rules',
    property: 'rules',
    type: 'string',
    value: 'SET',
    commands: ['run', 'client', 'mcp'],
    fleet: 'each',
    rerun: true,
    action: true,
    help: 'Judge by the rule set of a release, such as 2026-11. Checks added later are shown but do not count. The default is the newest set.',
  },
  {
    name: 'strict',
    property: 'strict',
    type: 'flag',
    commands: ['run', 'client', 'mcp'],
    fleet: 'each',
    rerun: true,
    action: true,
    help: 'Fail the run on a violated SHOULD too.',
  },
  {
    name: 'baseline',
    type: 'path',
    commands: ['run', 'client', 'mcp'],
    action: true,
    help: 'YAML list of known failures, which do not fail the run. An entry that is stale or expired, or matches no check, does.',
  },
  {
    name: 'baseline',
    type: 'path',
    commands: ['report'],
    help: 'YAML list of known failures, for a single run or one that was merged from its shards.',
  },
  {
    name: 'write-baseline',
    type: 'path',
    commands: ['run', 'client', 'mcp'],
    help: 'Write a baseline of everything that fails in this run. Entries of --baseline that still apply are kept.',
  },
  {
    name: 'reporter',
    type: 'list',
    value: 'NAME[=FILE]',
    commands: ['run', 'client', 'mcp'],
    fleet: 'whole',
    help: `Write a report to FILE, or to stdout (one reporter only; default pretty): ${REPORTERS.join(', ')}.`,
  },
  {
    name: 'reporter',
    type: 'list',
    value: 'NAME[=FILE]',
    default: ['pretty'],
    commands: ['report'],
    help: `Write a report to FILE, or to stdout (one reporter only): ${REPORTERS.join(', ')}.`,
  },
  {
    name: 'exit-code',
    type: 'flag',
    commands: ['report'],
    help: 'Exit with the code that the run itself exited with; for several runs, the highest.',
  },
] as const satisfies readonly Option[];
