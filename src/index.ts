/**
 * The library. `checkHostd` checks that a hostd honours its contract. `checkClient` and `checkMcp` do the same for a
 * program that calls hostd. The `render...` functions render a report.
 */

export { checkFleet, type FleetMember, type FleetOptions } from './api/check-fleet.ts';
export { type CheckOptions, checkHostd } from './api/check-hostd.ts';
export { checkClient, checkMcp, type ProgramOptions } from './api/programs.ts';
export { TargetError, UsageError } from './base/errors.ts';
export { version } from './base/version.ts';
export { maskReport } from './baseline/mask.ts';
export type { Exit } from './checks/launch.ts';
export type { SpecCoverage } from './contract/coverage.ts';
export type { Level, Profile } from './contract/levels.ts';
export { mergeFleets, mergeReports } from './fleet/merge.ts';
export { type ContainerOptions, containerTarget } from './hosts/container/host.ts';
export type { Launch, Running, Target } from './hosts/host.ts';
export type { Network } from './hosts/network.ts';
export type { Output } from './hosts/output.ts';
export { type ProcessOptions, processTarget } from './hosts/process/process.ts';
export { urlTarget } from './hosts/url.ts';
export type { Endpoint } from './http/connection.ts';
export type { Fleet, FleetResult, FleetTarget, Shard } from './model/fleet.ts';
export type {
  BaselineProblem,
  CaseResult,
  CheckResult,
  Counts,
  ExchangeRecord,
  Excuse,
  LaunchRecord,
  Outcome,
  Report,
} from './model/report.ts';
export { renderHtmlFleet, renderMarkdownFleet, renderPrettyFleet } from './report/compare/fleet.ts';
export { renderHtmlComparison } from './report/compare/html.ts';
export { renderMarkdownComparison } from './report/compare/markdown.ts';
export { renderPrettyComparison } from './report/compare/pretty.ts';
export * from './report/reporters/index.ts';
export type { PrettyOptions } from './report/reporters/pretty.ts';
export type { Progress } from './run/plan.ts';
