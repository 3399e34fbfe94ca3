import type { Shard } from '../../model/fleet.ts';
import type { KindName } from '../targets/kinds.ts';

/** A command that takes options. */
export type CommandName = 'run' | 'client' | 'mcp' | 'report' | 'list' | 'explain' | 'mock' | 'healthcheck';

/** The targets that an option applies to: all running targets, all that the suite starts, or one kind. */
export type Applies = 'running' | 'started' | KindName;

interface Common {
  /** Its name on the command line, without the dashes. */
  readonly name: string;
  readonly commands: readonly CommandName[];
  /** One or two sentences for `--help` and the docs. The default and "Repeatable." are added. */
  readonly help: string;
  /** The placeholder of its value in `--help`, such as FILE. The default depends on the type. */
  readonly value?: string;
  /** The name of its property in the library; absent for options of the command line only. */
  readonly property?: string;
  /** The docstring of the property; default `help`. */
  readonly doc?: string;
  /** Default: every target. */
  readonly targets?: readonly Applies[];
  /** True if no message may show its value. */
  readonly secret?: true;
  /**
   * How the option works with --targets: `each` applies to every target, `whole` to the run, and `only` requires
   * --targets. An option without this member requires a single target.
   */
  readonly fleet?: 'each' | 'whole' | 'only';
  /** True if the command that reruns a check repeats the option. */
  readonly rerun?: true;
  /** True for an input of the GitHub action. */
  readonly action?: true;
}

/** Everything that the command line, the library, the docs and the GitHub action know about one option. */
export type Option = Common &
  (
    | {
        readonly type: 'string';
        readonly default?: string;
        /** Says what is wrong with a value, such as "must be HOST:PORT"; undefined if nothing is. */
        readonly problem?: (value: string) => string | undefined;
      }
    | { readonly type: 'path' }
    | { readonly type: 'flag' }
    | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default?: number }
    /** In milliseconds. */
    | { readonly type: 'duration'; readonly default: number }
    | { readonly type: 'choice'; readonly choices: readonly string[]; readonly default?: string }
    | {
        readonly type: 'list';
        readonly choices?: readonly string[];
        /** A value that stands for all choices, on the command line only. */
        readonly every?: string;
        readonly default?: readonly string[];
        /** True if a value may begin with dashes. */
        readonly dashes?: true;
      }
    /** `NAME=VALUE` on the command line, an object in the library. `reserved` are the names that the suite sets itself. */
    | { readonly type: 'variables'; readonly reserved: readonly string[] }
    /** A line that is split into words as a shell does, or in the library a list of words. */
    | { readonly type: 'words' }
    | { readonly type: 'shard' }
  );

/** The type of an option's value in the library. */
type ValueOf<O> = O extends { readonly type: 'flag' }
  ? boolean
  : O extends { readonly type: 'integer' | 'duration' }
    ? number
    : O extends { readonly type: 'choice'; readonly choices: readonly (infer Choice)[] }
      ? Choice
      : O extends { readonly type: 'list'; readonly choices: readonly (infer Choice)[] }
        ? readonly Choice[]
        : O extends { readonly type: 'list' }
          ? readonly string[]
          : O extends { readonly type: 'variables' }
            ? Readonly<Record<string, string>>
            : O extends { readonly type: 'words' }
              ? string | readonly string[]
              : O extends { readonly type: 'shard' }
                ? Shard
                : string;

type Of<All extends readonly Option[], Name extends CommandName> = All[number] extends infer One
  ? One extends { readonly commands: readonly (infer Each)[]; readonly property: string }
    ? Name extends Each
      ? One
      : never
    : never
  : never;

/** The properties of a command's options in the library. */
export type PropertiesOf<All extends readonly Option[], Name extends CommandName> = {
  readonly [One in Of<All, Name> as One['property']]?: ValueOf<One> | undefined;
};

/** The defaults of these properties. */
export type DefaultsOf<All extends readonly Option[], Name extends CommandName> = {
  readonly [One in Extract<Of<All, Name>, { readonly default: unknown }> as One['property']]: ValueOf<One>;
};
