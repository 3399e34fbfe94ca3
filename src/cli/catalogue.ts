import { clientChecks } from '../../suites/client/client.ts';
import { checks } from '../../suites/index.ts';
import { readLedger } from '../../suites/ledger.ts';
import { mcpChecks } from '../../suites/mcp/mcp.ts';
import type { Check } from '../checks/check.ts';
import { type Configuration, configurations } from '../checks/configurations.ts';
import { operations } from '../contract/contract.ts';
import type { Level, Profile } from '../contract/levels.ts';
import type { ProgramCheckText } from '../program/check.ts';

/** What `list` and `explain` say of a check. */
export interface Entry {
  readonly id: string;
  readonly family: string;
  readonly level: Level;
  readonly profile: Profile;
  readonly rule: string;
  /** What the rule says, and where it comes from: its row of the ledger. */
  readonly says: string;
  readonly source: string;
  /**
   * `launch`: a target that can be started; `url`: any target; `url open`: one that can be started, or one by URL with
   * `--expect open`; `gateway`: one by URL that is a gateway, with `--upstream`; `observed`: one that can be started, whose
   * log is read, or a gateway; `client`: a program that uses hostd; `mcp`: an MCP server.
   */
  readonly needs: 'launch' | 'observed' | 'url' | 'url open' | 'gateway' | 'client' | 'mcp';
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** Names of its cases; empty when it has one only. */
  readonly cases: readonly string[];
  /** How the servers are configured on which it runs; empty when it starts its own. */
  readonly servers: readonly string[];
}

const ledger = new Map(readLedger().map((row) => [row.rule, row]));

/** Every check, in the registry's order. The build evaluates this module, so that no command loads the checks for it. */
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
  // What a program sends decides how many cases there are.
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
