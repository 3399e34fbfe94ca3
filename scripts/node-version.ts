/** An expression that is true on a version of Node below `major.minor`; false where there is no Node. In ES5. */
function tooOld([major, minor]: readonly [number, number]): string {
  return `parts[0] < ${major} || (parts[0] === ${major} && parts[1] < ${minor})`;
}

/** `>=20.18` as numbers. Throws Error for a range of another form. */
export function minimumOf(engines: string): readonly [number, number] {
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`engines.node is not >=MAJOR.MINOR: ${engines}`);
  return [Number(major), Number(minor)];
}

/**
 * The file that `bin` names: it loads `program` on a version of Node that can run it, and is one line and exit code 2 on
 * any other. It is ES5, so that every version can read it.
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

/** The module that every other imports first: it throws on a version of Node that is too old. */
export function gateText(minimum: readonly [number, number]): string {
  return `var version = typeof process === 'object' && process.versions && process.versions.node;
var parts = version ? version.split('.').map(Number) : [Infinity];
if (${tooOld(minimum)})
  throw new Error('podflare-conformance needs Node.js ${minimum.join('.')} or later, and this is ' + version);
`;
}
