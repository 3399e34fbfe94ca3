/**
 * The library: `checkHostd` decides whether a hostd keeps its contract, `checkClient` and `checkMcp` whether a program that
 * uses one does, and the report is drawn by `render...`.
 */
export { type CheckOptions, checkHostd } from './check-hostd.ts';
export type { SpecCoverage } from './contract/coverage.ts';
export type { Level, Profile } from './contract/levels.ts';
export { TargetError, UsageError } from './errors.ts';
export { checkFleet, type FleetMember, type FleetOptions } from './fleet/check-fleet.ts';
export { mergeFleets, mergeReports } from './fleet/merge.ts';
export type { Fleet, FleetResult, FleetTarget, Shard } from './fleet/model.ts';
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
} from './model.ts';
export { checkClient, checkMcp, type ProgramOptions } from './programs.ts';
export { renderBadge } from './report/badge.ts';
export { renderHtmlFleet, renderMarkdownFleet, renderPrettyFleet } from './report/fleet.ts';
export { renderGithub } from './report/github.ts';
export { renderHtml } from './report/html.ts';
export { renderHtmlComparison } from './report/html-comparison.ts';
export { renderJson } from './report/json.ts';
export { renderJunit } from './report/junit.ts';
export { renderMarkdown } from './report/markdown.ts';
export { renderMarkdownComparison } from './report/markdown-comparison.ts';
export { maskReport } from './report/mask.ts';
export { type PrettyOptions, renderPretty } from './report/pretty.ts';
export { renderPrettyComparison } from './report/pretty-comparison.ts';
export { renderRules } from './report/rules.ts';
export { renderSarif } from './report/sarif.ts';
export { renderTap } from './report/tap.ts';
export type { Progress } from './runner.ts';
export { type ContainerOptions, containerTarget } from './target/container/target.ts';
export type { Network } from './target/network.ts';
export type { Output } from './target/output.ts';
export { type ProcessOptions, processTarget } from './target/process.ts';
export type { Exit, Launch, Running, Target } from './target/target.ts';
export { urlTarget } from './target/url.ts';
export { version } from './version.ts';
export type { Endpoint } from './wire/connection.ts';
