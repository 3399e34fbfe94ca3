export { contractVersion } from '../src/contract/contract.ts';
export {
  createMock,
  type ExistingSandboxes,
  type Mock,
  type MockControls,
  type MockOptions,
  type Namespace,
} from './adapters/create-mock.ts';
export type { Hostd, HostdOptions } from './adapters/hostd.ts';
export type { ListenOptions } from './adapters/serve.ts';
export { startHostd } from './adapters/start-hostd.ts';
export type { Address, Config, Env, Mode, Settings } from './core/config.ts';
export type { Defect } from './core/defect.ts';
export type { Keys } from './core/keys.ts';
export type { Fault, FaultEffect, FaultScope } from './faults/fault.ts';
export type { Faults } from './state/faults.ts';
export { Journal, type Wait } from './state/journal.ts';
export type { JournalEntry, Verdict } from './state/journal-entry.ts';
export type { JournalFilter } from './state/journal-filter.ts';
export type { Sandbox } from './state/sandboxes.ts';
export type { Script } from './state/script.ts';
export type { Answering, Matching, Reply, ScriptedRun, ScriptRule, Step } from './state/script-rule.ts';
export type { Part, StateOptions } from './state/state.ts';
