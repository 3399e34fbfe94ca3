/** The library: `checkHostd` decides whether a hostd keeps its contract, and the report is drawn by `render...`. */
export { type CheckOptions, checkHostd } from './check-hostd.ts';
export { TargetError, UsageError } from './errors.ts';
export type {
  CaseResult,
  CheckResult,
  Counts,
  ExchangeRecord,
  LaunchRecord,
  Level,
  Outcome,
  Profile,
  Report,
} from './model.ts';
export { renderJson } from './report/json.ts';
export { renderJunit } from './report/junit.ts';
export { type PrettyOptions, renderPretty } from './report/pretty.ts';
export type { Progress } from './runner.ts';
export { type ContainerOptions, containerTarget } from './target/container/target.ts';
export type { Network } from './target/network.ts';
export type { Output } from './target/output.ts';
export { type ProcessOptions, processTarget } from './target/process.ts';
export type { Exit, Launch, Running, Target } from './target/target.ts';
export { urlTarget } from './target/url.ts';
export { version } from './version.ts';
export type { Endpoint } from './wire/connection.ts';
