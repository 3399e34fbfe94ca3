import { JOURNAL_CAP } from '../../../../mock/state/journal-cap.ts';
import { PROGRAM_VARIABLES } from '../../../program/environment.ts';
import type { Option } from '../option.ts';

/** Options of the commands other than `run`. */
export const commandOptions = [
  {
    name: 'script',
    type: 'path',
    commands: ['client', 'mcp', 'mock'],
    help: 'YAML or JSON file with scripted responses of exec (script) and with faults (faults).',
  },
  {
    name: 'env',
    property: 'env',
    type: 'variables',
    commands: ['client', 'mcp'],
    reserved: PROGRAM_VARIABLES,
    rerun: true,
    help: 'Set a variable for the program.',
    doc: 'Variables for the program, besides those that it inherits and the PODFLARE_ variables.',
  },
  {
    name: 'cwd',
    property: 'cwd',
    type: 'path',
    value: 'DIR',
    commands: ['client', 'mcp'],
    rerun: true,
    help: 'Run the program in this directory.',
  },
  {
    name: 'verbose',
    type: 'flag',
    commands: ['client', 'mcp'],
    help: 'Show everything that the program prints, on stderr. By default only its last lines are shown, when a check fails.',
  },
  {
    name: 'json',
    type: 'flag',
    commands: ['list'],
    help: 'Print a JSON array.',
  },
  {
    name: 'port',
    type: 'integer',
    value: 'PORT',
    min: 0,
    max: 65_535,
    commands: ['mock'],
    help: 'Listen on this port instead of the one in PODFLARE_HOSTD_ADDR; 0 takes a free port.',
  },
  {
    name: 'control-port',
    type: 'integer',
    value: 'PORT',
    min: 1,
    max: 65_535,
    commands: ['mock'],
    help: 'Serve /__mock/ on this port of 127.0.0.1 instead of on the port of hostd.',
  },
  {
    name: 'mutant',
    type: 'string',
    value: 'NAME',
    commands: ['mock'],
    help: 'Serve the mock with this defect.',
  },
  {
    name: 'journal',
    type: 'integer',
    min: 1,
    max: 999_999_999,
    default: JOURNAL_CAP,
    commands: ['mock'],
    help: 'Number of requests to keep in the journal.',
  },
  {
    name: 'json',
    type: 'flag',
    commands: ['mock'],
    help: 'Print the addresses as one line of JSON.',
  },
  {
    name: 'ready-file',
    type: 'path',
    commands: ['mock'],
    help: 'Write the same JSON to this file once the mock listens. The file is removed at the end.',
  },
  {
    name: 'url',
    type: 'string',
    value: 'URL',
    commands: ['healthcheck'],
    help: 'Ask this hostd, http://HOST:PORT, instead of the one at PODFLARE_HOSTD_ADDR.',
  },
] as const satisfies readonly Option[];
