import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { binText, gateText, minimumOf } from '../../scripts/node-version.ts';

const MINIMUM = minimumOf('>=20.18');

/** What the file that `bin` names does on a version of Node. */
function bin(version: string): object {
  const seen = { loaded: [] as string[], said: [] as string[], exitCode: 0 };
  const process = { versions: { node: version }, exitCode: 0 };
  const require = (name: string) => seen.loaded.push(name);
  const console = { error: (text: string) => seen.said.push(text) };
  runInNewContext(binText(MINIMUM, './main.cjs').replace(/^#!.*/, ''), { process, require, console });
  return { ...seen, exitCode: process.exitCode };
}

test.each(['0.10.48', '6.17.1', '14.21.3', '18.20.8', '20.9.0', '20.17.9'])('Node %s is too old', (version) => {
  const said = [`podflare-conformance: this is Node.js ${version}; 20.18 or later is needed`];
  expect(bin(version)).toEqual({ loaded: [], said, exitCode: 2 });
  expect(() => runInNewContext(gateText(MINIMUM), { process: { versions: { node: version } } })).toThrow(
    `podflare-conformance needs Node.js 20.18 or later, and this is ${version}`,
  );
});

test.each(['20.18.0', '20.18.0-rc.1', '20.20.2', '22.0.0', '100.1.0'])('Node %s is not', (version) => {
  expect(bin(version)).toEqual({ loaded: ['./main.cjs'], said: [], exitCode: 0 });
  expect(runInNewContext(`${gateText(MINIMUM)}; 'loaded'`, { process: { versions: { node: version } } })).toBe(
    'loaded',
  );
});

test('a runtime other than Node is not refused', () => {
  expect(runInNewContext(`${gateText(MINIMUM)}; 'loaded'`, {})).toBe('loaded');
  expect(runInNewContext(`${gateText(MINIMUM)}; 'loaded'`, { process: {} })).toBe('loaded');
});

test('the range of package.json is parsed, and another form of range is refused', () => {
  expect(MINIMUM).toEqual([20, 18]);
  expect(() => minimumOf('^20 || ^22')).toThrow('engines.node is not >=MAJOR.MINOR');
});
