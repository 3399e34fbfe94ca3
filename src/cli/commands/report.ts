import { COMPARING } from '../../report/names.ts';
import type { Command } from '../command.ts';

export const report: Command = {
  name: 'report',
  usage: 'FILE.json... [--reporter NAME[=FILE]]',
  summary: 'Render reports of runs that were stored with --reporter json=FILE.',
  description: `Several files become one comparison with a column for each target, by these reporters: ${COMPARING.join(', ')}. The shards of a run are merged first; a missing or duplicate shard is an error. Exit codes: 0 rendered, whatever the verdict; 2 wrong usage, a file that is not a report, or a report that could not be written.`,
  positionals: Number.POSITIVE_INFINITY,
  async run(given) {
    const { renderStored } = await import('../actions/report.ts');
    return await renderStored(given);
  },
};
