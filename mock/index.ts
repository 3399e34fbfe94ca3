export { contractVersion } from '../src/contract/contract.ts';
export { type Behavior, correct } from './behavior.ts';
export type { Address, Config, Env, Mode, Settings } from './config.ts';
export {
  type Bench,
  createMock,
  type ExistingSandboxes,
  type Mock,
  type MockOptions,
  type Namespace,
} from './create-mock.ts';
export type { Fault, FaultEffect, FaultScope, Faults } from './faults.ts';
export { type Hostd, type HostdOptions, startHostd } from './hostd.ts';
export { Journal, type JournalEntry, type Verdict, type Wait } from './journal.ts';
export type { JournalFilter } from './journal-filter.ts';
export type { Keys } from './keys.ts';
export { type Defect, findMutant, type Mutant, mutants } from './mutants/index.ts';
export type { Sandbox } from './sandboxes.ts';
export type { Answering, Matching, Reply, Script, ScriptedRun, ScriptRule, Step } from './script.ts';
export type { ListenOptions } from './serve.ts';
export type { Part, StateOptions } from './state.ts';
