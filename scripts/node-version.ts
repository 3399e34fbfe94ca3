/** An ES5 expression that is true on a Node version below `major.minor`, and false outside Node. */
function tooOld([major, minor]: readonly [number, number]): string {
  return `parts[0] < ${major} || (parts[0] === ${major} && parts[1] < ${minor})`;
}

/** Parses a range such as `>=20.18`. Throws Error for another kind of range. */
export function minimumOf(engines: string): readonly [number, number] {
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`engines.node is not >=MAJOR.MINOR: ${engines}`);
  return [Number(major), Number(minor)];
}

/**
 * The file of `bin`. It loads `program` if Node is new enough, and otherwise prints one line and exits with code 2. It
 * is ES5, so that every version of Node can parse it.
 */
export function binText(minimum: readonly [number, number], program: string): string {
  return `#!/usr/bin/env node
'use strict';
var parts = process.versions.node.split('.').map(Number);
if (${tooOld(minimum)}) {
  console.error('podflare-conformance: this is Node.js ' + process.versions.node + '; ${minimum.join('.')} or later is needed');
  process.exitCode = 2;
} else {
  require(${JSON.stringify(program)});
}
`;
}

/** The module that every other module imports first. It throws if Node is too old. */
export function gateText(minimum: readonly [number, number]): string {
  return `var version = typeof process === 'object' && process.versions && process.versions.node;
var parts = version ? version.split('.').map(Number) : [Infinity];
if (${tooOld(minimum)})
  throw new Error('podflare-conformance needs Node.js ${minimum.join('.')} or later, and this is ' + version);
`;
}
