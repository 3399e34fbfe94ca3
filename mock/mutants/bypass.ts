import type { Call } from '../core/behavior.ts';
import { findRoute, isExemptPath } from '../core/router.ts';
import { type Defect, mutant } from './mutant.ts';
import { decodePercent, mergeSlashes, resolveDots, straightenBackslashes, stripMatrix } from './paths.ts';

/** How the gate and the router of a mutant read the target. Functions that are omitted stay as in the reference. */
interface Reading {
  /** Whether a path is exempt in addition to /v1/healthz. */
  readonly passes?: (path: string, call: Call) => boolean;
  readonly gate?: (path: string) => string;
  readonly router?: (path: string) => string;
}

function reads(name: string, defect: string, { passes, gate, router }: Reading): Defect {
  return mutant(name, defect, (b) => ({
    ...(gate && { gatePath: (call) => gate(b.gatePath(call)) }),
    ...(router && { routePath: (call) => router(b.routePath(call)) }),
    ...(passes && { isExempt: (path, call) => passes(path, call) || b.isExempt(path, call) }),
  }));
}

// Exemptions that are too broad.
const likeHealthz = (path: string): boolean => path.startsWith('/v1/healthz');
const belowHealthz = (path: string): boolean => path.startsWith('/v1/healthz/');
const endsInHealthz = (path: string): boolean => path.endsWith('healthz');
const rawPath = ({ request }: Call): string => request.target.split('?')[0] ?? '';
/** The gate guards a list of routes instead of a prefix, so that every other path is exempt. */
const unlisted = (path: string): boolean => findRoute('', path).allow.length === 0;

/** Mutants whose gate and router read the same path differently. */
export const bypassMutants: readonly Defect[] = [
  reads(
    'prefix-passes',
    'Paths that start with /v1/healthz are exempt; the router sends unknown ones to createSandbox.',
    {
      passes: likeHealthz,
      router: (path) => (likeHealthz(path) && !isExemptPath(path) ? '/v1/sandboxes' : path),
    },
  ),
  reads('subpath-passes', 'Paths below /v1/healthz are exempt; the router drops that segment.', {
    passes: belowHealthz,
    router: (path) => path.replace('/v1/healthz/', '/v1/'),
  }),
  reads('suffix-passes', 'Paths that end in healthz are exempt; the router drops that segment.', {
    passes: endsInHealthz,
    router: (path) => (isExemptPath(path) ? path : path.replace(/\/healthz$/, '')),
  }),
  reads('dots-resolved-after-gate', 'Paths below /v1/healthz are exempt; the router resolves dot segments.', {
    passes: belowHealthz,
    router: resolveDots,
  }),
  reads('dots-resolved-in-gate', 'The gate resolves dot segments; the router cuts the path at the first one.', {
    gate: resolveDots,
    router: (path) => path.split('/..')[0] ?? '',
  }),
  reads(
    'encoded-dots-resolved-after-gate',
    'Paths below /v1/healthz are exempt; the router decodes dots and resolves them.',
    {
      passes: belowHealthz,
      router: (path) => (/%2e/i.test(path) ? resolveDots(path.replace(/%2e/gi, '.')) : path),
    },
  ),
  reads(
    'encoded-slashes-resolved-after-gate',
    'Paths that start with /v1/healthz are exempt; the router decodes slashes, then resolves dots.',
    {
      passes: likeHealthz,
      router: (path) => (/%2f/i.test(path) ? resolveDots(path.replace(/%2f/gi, '/')) : path),
    },
  ),
  reads(
    'encoded-backslashes-resolved-after-gate',
    'Paths that start with /v1/healthz are exempt; the router reads %5c as a slash.',
    {
      passes: likeHealthz,
      router: (path) => (/%5c/i.test(path) ? resolveDots(path.replace(/%5c/gi, '/')) : path),
    },
  ),
  reads(
    'decoded-twice-after-gate',
    'Paths that start with /v1/healthz are exempt; the router decodes twice, then resolves dots.',
    {
      passes: likeHealthz,
      router: (path) => (/%25/.test(path) ? resolveDots(decodePercent(decodePercent(path))) : path),
    },
  ),
  reads('overlong-dots-resolved-after-gate', 'Paths below /v1/healthz are exempt; the router decodes overlong UTF-8.', {
    passes: belowHealthz,
    router: (path) =>
      /%c0%a[ef]/i.test(path) ? resolveDots(path.replace(/%c0%ae/gi, '.').replace(/%c0%af/gi, '/')) : path,
  }),
  reads('prefix-decoded-after-gate', 'Only the router decodes, so an encoded letter in /v1/ bypasses the gate.', {
    router: (path) => (path.startsWith('/v1/') ? path : decodePercent(path)),
  }),
  reads('letters-decoded-after-gate', 'The gate guards a list of routes; the router decodes.', {
    passes: unlisted,
    router: decodePercent,
  }),
  reads('leading-slashes-merged-after-gate', 'Only the router merges slashes, so //v1/ bypasses the gate.', {
    router: (path) => path.replace(/^\/+/, '/'),
  }),
  reads('slashes-merged-after-gate', 'The gate guards a list of routes; the router merges slashes.', {
    passes: unlisted,
    router: mergeSlashes,
  }),
  reads('trailing-slash-dropped-after-gate', 'The gate guards a list of routes; the router drops a trailing slash.', {
    passes: unlisted,
    router: (path) => path.replace(/\/$/, ''),
  }),
  reads('prefix-case-folded-after-gate', 'Only the router ignores case, so /V1/ bypasses the gate.', {
    router: (path) => (path.startsWith('/v1/') ? path : path.toLowerCase()),
  }),
  reads('case-folded-after-gate', 'The gate guards a list of routes; the router ignores case.', {
    passes: unlisted,
    router: (path) => path.toLowerCase(),
  }),
  reads('matrix-cut-in-gate', 'The gate cuts the path at a semicolon; the router drops parameters and resolves dots.', {
    gate: (path) => path.split(';')[0] ?? '',
    router: (path) => (path.includes(';') ? resolveDots(mergeSlashes(stripMatrix(path))) : path),
  }),
  reads('matrix-dropped-after-gate', 'Paths below /v1/healthz are exempt; the router drops ";" and resolves dots.', {
    passes: belowHealthz,
    router: (path) => (path.includes('..;') ? resolveDots(stripMatrix(path)) : path),
  }),
  reads('matrix-suffix-passes', 'Paths that end in healthz are exempt; the router drops path parameters.', {
    passes: endsInHealthz,
    router: stripMatrix,
  }),
  reads('backslash-straightened-after-gate', 'Only the router reads backslashes as slashes.', {
    router: straightenBackslashes,
  }),
  reads('encoded-nul-ends-path-after-gate', 'The gate guards a list of routes; the router cuts the path at %00.', {
    passes: unlisted,
    router: (path) => path.split('%00')[0] ?? '',
  }),
  reads(
    'controls-dropped-after-gate',
    'The gate guards a list of routes; the router drops encoded control characters.',
    {
      passes: unlisted,
      router: (path) => path.replace(/%[01][0-9a-f]/gi, ''),
    },
  ),
  reads('query-contains-healthz-passes', 'A target that contains /v1/healthz anywhere is exempt.', {
    passes: (_, call) => /\?.*\/v1\/healthz/.test(call.request.target),
  }),
  reads('dots-in-query-resolved-in-gate', 'The gate resolves dot segments before it removes the query.', {
    passes: (_, { request }) => request.target.includes('?') && resolveDots(request.target) === '/v1/healthz',
  }),
  reads('fragment-suffix-passes', 'The gate checks the end of the target; the router removes the fragment.', {
    passes: (_, call) => call.request.target.endsWith('/v1/healthz'),
    router: (path) => path.split('#')[0] ?? '',
  }),
  mutant(
    'absolute-target-evades-gate',
    'The gate compares the raw target, so an absolute-form target is not below /v1/.',
    () => ({
      gatePath: rawPath,
    }),
  ),
  mutant('absolute-target-not-found', 'Absolute-form targets are not supported: 404 with or without a key.', () => ({
    gatePath: rawPath,
    routePath: rawPath,
  })),
];
