import { PULL_POLICIES } from '../../hosts/container/pull.ts';
import { COMPARING, REPORTERS } from '../../report/names.ts';

/** One option of a command, as it is parsed and as `--help` shows it. */
export interface Option {
  readonly name: string;
  /** What stands for its value; absent for a flag. */
  readonly value?: string;
  readonly repeatable?: true;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** True for a whole number above 0. */
  readonly number?: true;
  readonly help: string;
}

/** One command: what `--help` says of it and what it takes. */
export interface Command {
  readonly name: string;
  /** What follows the command's name in its usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  readonly options: readonly Option[];
  /** How many arguments that are no options it takes at most. */
  readonly positionals: number;
}

const profile: Option = {
  name: 'profile',
  value: 'NAME',
  repeatable: true,
  choices: ['core', 'api', 'http', 'all'],
  help: 'Group of checks: core (default), api (sandboxes), http (the HTTP parser), or all.',
};

const reporter: Option = { name: 'reporter', value: 'NAME[=FILE]', repeatable: true, help: '' };

/** How a run is judged and reported, whatever was checked. */
const judging: readonly Option[] = [
  {
    name: 'rules',
    value: 'SET',
    help: 'Judge by the checks and levels of a release, such as 2026-11: what was added later is shown and does not count.',
  },
  { name: 'strict', help: 'A SHOULD that is broken fails the run too.' },
  {
    name: 'baseline',
    value: 'FILE',
    help: 'YAML list of known failures: they do not fail the run. An entry that is stale or expired, or that matches no check, does.',
  },
  {
    name: 'write-baseline',
    value: 'FILE',
    help: 'Write the baseline by which this run has nothing new; entries of --baseline that still fit are kept.',
  },
  { ...reporter, help: `${REPORTERS.join(', ')}; to FILE, or to stdout (one only; pretty unless told otherwise).` },
];

const run: Command = {
  name: 'run',
  usage: '[--url URL|--command CMD|--image IMAGE] [options]',
  summary: 'Check a hostd. Without a target the reference mock is checked.',
  description:
    'Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, no check ran, or a report could not be written; 3 the target was never reached, did not start or is not hostd; 4 a bug in podflare-conformance.',
  positionals: 0,
  options: [
    { name: 'url', value: 'URL', help: 'A hostd that is already running, http://HOST:PORT.' },
    {
      name: 'command',
      value: 'CMD',
      help: "A hostd to start. Split into words as a shell does; no shell runs (sh -c '...' gives one).",
    },
    {
      name: 'image',
      value: 'IMAGE',
      help: 'A hostd to start from a container image. Nothing is needed in it but hostd; takes a container engine and the package testcontainers.',
    },
    {
      name: 'key',
      value: 'KEY',
      repeatable: true,
      help: 'A valid key of the --url target. Other users of the machine see it in the list of processes: prefer --key-file or PODFLARE_API_KEY.',
    },
    { name: 'key-file', value: 'FILE', help: 'File with valid keys: one a line, or with commas; # starts a comment.' },
    {
      name: 'expect',
      value: 'MODE',
      choices: ['enforced', 'open'],
      help: 'What the --url target is meant to be: enforced (default; a server that asks for no key fails the run at once), or open (dev mode, or auth disabled).',
    },
    {
      name: 'upstream',
      value: 'HOST:PORT',
      help: 'The --url target is a gateway: serve a hostd here, to which it forwards, and check what arrives.',
    },
    { name: 'env', value: 'NAME=VALUE', repeatable: true, help: 'Variable for the --command or --image target.' },
    {
      name: 'arg',
      value: 'ARG',
      repeatable: true,
      help: "Further argument for the --command target; the --image target's command.",
    },
    { name: 'cwd', value: 'DIR', help: 'Working directory of the --command target.' },
    {
      name: 'probe-image',
      value: 'IMAGE',
      help: 'Image with node on its PATH, for the container through which the --image target is reached; default node:22-slim.',
    },
    {
      name: 'pull',
      value: 'WHEN',
      choices: PULL_POLICIES,
      help: 'When images are pulled: never, missing (default) or always.',
    },
    { name: 'entrypoint', value: 'CMD', help: "Entrypoint of the --image target instead of the image's." },
    { name: 'user', value: 'USER', help: "User of the --image target instead of the image's." },
    { name: 'memory', value: 'SIZE', help: 'Memory that the --image target may use, such as 64m.' },
    profile,
    { name: 'only', value: 'GLOB', repeatable: true, help: "Only checks whose id matches, such as 'startup/*'." },
    { name: 'skip', value: 'GLOB', repeatable: true, help: 'Not the checks whose id matches.' },
    ...judging,
    {
      name: 'targets',
      value: 'FILE',
      help: 'Check many hostds that are running: a line for each, URL [enforced|open] [env:NAME|file:PATH], the latter where its key is. # starts a comment.',
    },
    { name: 'parallel', value: 'N', number: true, help: 'Targets of --targets at the same time; default 4.' },
    {
      name: 'shard',
      value: 'I/N',
      help: 'Only the Ith of N parts, of the targets of --targets or else of the checks; /N takes I from JOB_COMPLETION_INDEX. The command report puts the parts together.',
    },
    {
      name: 'seed',
      value: 'N',
      help: 'Everything random in the run follows from it, to run the same again. The keys of a target that is started are predictable then: for tests only.',
    },
    { name: 'timeout', value: 'MS', number: true, help: 'Limit for one request; default 5000.' },
    { name: 'start-timeout', value: 'MS', number: true, help: 'Limit for one start of the target; default 10000.' },
    { name: 'concurrency', value: 'N', number: true, help: 'Cases at the same time against one server; default 8.' },
    {
      name: 'spec',
      value: 'FILE',
      help: 'OpenAPI 3 document whose operations below /v1/ are covered too. What does not say "security: []" needs a key.',
    },
    {
      name: 'spec-allow-remote',
      help: "Follow a $ref of the --spec document out of the document's folder, and by HTTP to other hosts.",
    },
  ],
};

/** The options of a command that runs a program against the mock. */
const program: readonly Option[] = [
  { name: 'only', value: 'GLOB', repeatable: true, help: 'Only checks whose id matches.' },
  { name: 'skip', value: 'GLOB', repeatable: true, help: 'Not the checks whose id matches.' },
  ...judging,
  {
    name: 'script',
    value: 'FILE',
    help: 'YAML or JSON with what exec answers to the program (script) and what goes wrong (faults).',
  },
  { name: 'env', value: 'NAME=VALUE', repeatable: true, help: 'Variable for the program.' },
  { name: 'cwd', value: 'DIR', help: 'Working directory of the program.' },
  {
    name: 'seed',
    value: 'N',
    help: 'The key and the trace of the program follow from it, to run the same again. The key is predictable then.',
  },
  { name: 'timeout', value: 'MS', number: true, help: 'Limit for one run of the program; default 120000.' },
  { name: 'verbose', help: 'Show on stderr what the program prints; otherwise its last lines when a check fails.' },
];

const client: Command = {
  name: 'client',
  usage: '[options] -- COMMAND...',
  summary: 'Check what an SDK or an app sends: run it against the mock, then again with a revoked key.',
  description:
    'The program finds hostd by PODFLARE_HOSTD_URL (also PODFLARE_HOST and PODFLARE_API_URL), its key in PODFLARE_API_KEY and its trace in PODFLARE_TRACEPARENT. Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, or a report could not be written; 3 the program could not be started or sent nothing at all; 4 a bug in podflare-conformance.',
  positionals: Number.POSITIVE_INFINITY,
  options: program,
};

const mcp: Command = {
  name: 'mcp',
  usage: '[options] -- COMMAND...',
  summary: 'Check an MCP server: start it over stdio, call its tools, and look at what it sends to hostd.',
  description:
    'It takes the package @modelcontextprotocol/sdk. The server finds hostd by PODFLARE_HOSTD_URL and its key in PODFLARE_API_KEY. Start the server itself, with no shell or npm around it: signals are meant for the server. Exit codes: as for client.',
  positionals: Number.POSITIVE_INFINITY,
  options: program,
};

const list: Command = {
  name: 'list',
  usage: '[--json] [--profile NAME]',
  summary: 'List every check: id, level, rule and what it needs.',
  positionals: 0,
  options: [
    { name: 'json', help: 'As a JSON array.' },
    { ...profile, help: 'Only this group: core, api, http or all (default).' },
  ],
};

const explain: Command = {
  name: 'explain',
  usage: 'ID',
  summary: 'Explain one check: the rule, why it matters, what is sent, how to fix.',
  positionals: 1,
  options: [],
};

const report: Command = {
  name: 'report',
  usage: 'FILE.json... [--reporter NAME[=FILE]]',
  summary: 'Draw reports of runs that were stored with --reporter json=FILE.',
  description: `Several files become one comparison, with a column for each target: ${COMPARING.join(', ')}. The shards of a run are put together first: one that is missing or given twice is an error. Exit codes: 0 drawn, whatever the verdict; 2 wrong usage, a file that is no report, or a report that could not be written.`,
  positionals: Number.POSITIVE_INFINITY,
  options: [
    { ...reporter, help: `${REPORTERS.join(', ')}; to FILE, or to stdout (one only). Default pretty, to stdout.` },
    {
      name: 'baseline',
      value: 'FILE',
      help: 'Known failures, for a single run or one that was put together from its shards.',
    },
    { name: 'exit-code', help: 'Exit with the code of the verdict, as the run itself would: the highest of several.' },
  ],
};

const mock: Command = {
  name: 'mock',
  usage: '[options]',
  summary: 'Serve the reference mock of hostd.',
  description:
    "It obeys hostd's own environment: PODFLARE_HOSTD_ADDR (default 127.0.0.1:7070), PODFLARE_API_KEYS, PODFLARE_AUTH_DISABLED and PODFLARE_LOG_FORMAT. Tests in any language steer it by /__mock/, which is served on loopback only and described by /__mock/openapi.json.",
  positionals: 0,
  options: [
    { name: 'port', value: 'PORT', help: 'Instead of the port of PODFLARE_HOSTD_ADDR; 0 takes a free one.' },
    {
      name: 'script',
      value: 'FILE',
      help: 'YAML or JSON with what exec answers (script) and what goes wrong (faults).',
    },
    { name: 'mutant', value: 'NAME', help: 'Serve it with one named defect.' },
    { name: 'journal', value: 'N', number: true, help: 'How many requests are kept to be looked at; default 1000.' },
    { name: 'json', help: 'Say as one line of JSON where it listens.' },
    { name: 'ready-file', value: 'FILE', help: 'Write the same JSON there once it listens; removed at the end.' },
    {
      name: 'control-port',
      value: 'PORT',
      number: true,
      help: 'Serve /__mock/ on this port of 127.0.0.1, and not on the one of hostd.',
    },
  ],
};

const healthcheck: Command = {
  name: 'healthcheck',
  usage: '[--url URL]',
  summary: 'Ask a hostd on this machine whether it is alive, as a container does.',
  description:
    'Exit codes: 0 it is; 1 it is not: it gives no complete response of status 2xx. It asks where PODFLARE_HOSTD_ADDR says; default 127.0.0.1:7070.',
  positionals: 0,
  options: [
    { name: 'url', value: 'URL', help: 'Another hostd, http://HOST:PORT.' },
    { name: 'timeout', value: 'MS', number: true, help: 'Limit for the answer; default 2000.' },
  ],
};

export const commands: Readonly<
  Record<'run' | 'client' | 'mcp' | 'report' | 'list' | 'explain' | 'mock' | 'healthcheck', Command>
> = {
  run,
  client,
  mcp,
  report,
  list,
  explain,
  mock,
  healthcheck,
};
