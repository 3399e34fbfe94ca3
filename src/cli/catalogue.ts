import { clientChecks } from '../../suites/client/client.ts';
import { checks } from '../../suites/index.ts';
import { readLedger } from '../../suites/ledger.ts';
import { mcpChecks } from '../../suites/mcp/mcp.ts';
import type { Check } from '../checks/check.ts';
import { type Configuration, configurations } from '../checks/configurations.ts';
import { operations } from '../contract/contract.ts';
import type { Level, Profile } from '../contract/levels.ts';
import type { ProgramCheckText } from '../program/check.ts';

/** What `list` and `explain` show about a check. */
export interface Entry {
  readonly id: string;
  readonly family: string;
  readonly level: Level;
  readonly profile: Profile;
  readonly rule: string;
  /** The rule's text and its source, from the ledger. */
  readonly says: string;
  readonly source: string;
  /**
   * What the check needs. `launch`: a target that the suite starts. `url`: any target. `url open`: a target that the
   * suite starts, or a running one with `--expect open`. `gateway`: a running gateway, with `--upstream`. `observed`: a
   * target that the suite starts and whose log it reads, or a gateway. `client`: a program that uses hostd. `mcp`: an
   * MCP server.
   */
  readonly needs: 'launch' | 'observed' | 'url' | 'url open' | 'gateway' | 'client' | 'mcp';
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** Names of its cases; empty if it has only one. */
  readonly cases: readonly string[];
  /** Titles of the server configurations that it runs on; empty if it starts its own servers. */
  readonly servers: readonly string[];
}

const ledger = new Map(readLedger().map((row) => [row.rule, row]));

/** Every check, in the registry's order. The build evaluates this module, so no command has to load the checks. */
export const catalogue: readonly Entry[] = [
  ...checks.map(serverEntry),
  ...clientChecks.map((check) => programEntry(check, 'client')),
  ...mcpChecks.map((check) => programEntry(check, 'mcp')),
];

function serverEntry(check: Check): Entry {
  const { id, family, level, profile, rule, title, why, fix, on } = check;
  const cases = check.casesOf({ operations, protected: operations.filter(({ exempt }) => !exempt) });
  return {
    ...sourceOf(rule),
    ...{ id, family, level, profile, rule, needs: needsOf(check), title, why, fix },
    cases: cases.length > 1 ? cases.map(({ name }) => name) : [],
    servers: on === 'launch' ? [] : on.map((name) => (configurations[name] as Configuration).title),
  };
}

function programEntry(check: ProgramCheckText & { readonly family: string }, needs: Entry['needs']): Entry {
  const { id, family, level, rule, title, why, fix } = check;
  const text = { id, family, level, profile: 'core', rule, needs, title, why, fix } as const;
  // The number of cases depends on what the program sends.
  return { ...sourceOf(rule), ...text, cases: [], servers: [] };
}

function sourceOf(rule: string): Pick<Entry, 'says' | 'source'> {
  return { says: ledger.get(rule)?.says ?? '', source: ledger.get(rule)?.source ?? '' };
}

function needsOf({ on, needsLaunch, recorder }: Check): Entry['needs'] {
  if (recorder !== undefined) return recorder === 'required' ? 'gateway' : 'observed';
  if (on === 'launch' || needsLaunch) return 'launch';
  return on.some((name) => configurations[name].mode === 'enforced') ? 'url' : 'url open';
}
