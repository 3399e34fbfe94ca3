import { type CaseResult, type CheckResult, count, exitCodeOf, type Report } from '../../src/model/report.ts';

/** Texts that a hostile server may put into its responses. */
export const HOSTILE = 'a\x1b[2Jb\x07c\u202ed ]]> <x a="1">&\x00\ud800 é';

export function caseOf(given: Partial<CaseResult> = {}): CaseResult {
  return { name: '', configuration: 'enforced', outcome: 'pass', exchanges: [], retries: 0, durationMs: 12, ...given };
}

export function checkOf(given: Partial<CheckResult> & { readonly id: string }): CheckResult {
  const outcome = given.outcome ?? 'pass';
  return {
    family: given.id.split('/')[0] ?? '',
    level: 'must',
    profile: 'core',
    rule: 'auth/some-rule',
    title: 'Something holds.',
    outcome,
    why: 'Otherwise something goes wrong in the world, and it takes a rather long sentence to say what that is.',
    fix: 'Look there.',
    cases: [caseOf({ outcome })],
    rerun: `podflare-conformance --url http://127.0.0.1:7070 --only ${given.id}`,
    ...given,
  };
}

const judged: Partial<CaseResult> = {
  expected: '401 with {"error":"invalid api key"}',
  actual: `200 text/html ${HOSTILE}`,
  exchanges: [
    { role: 'control', sent: 'GET / HTTP/1.1', received: 'HTTP/1.1 200 OK', durationMs: 1 },
    {
      role: 'probe',
      sent: 'POST /v1/sandboxes HTTP/1.1\nHost: x\n\n{}',
      failure: 'no answer',
      turn: 3,
      durationMs: 1.5,
    },
  ],
  curl: `curl -sS -i ${'x'.repeat(100)}`,
};

/** One check of every outcome. */
export const checks: readonly CheckResult[] = [
  checkOf({ id: 'alpha/passes' }),
  checkOf({
    id: 'alpha/fails',
    outcome: 'fail',
    cases: [
      caseOf({ outcome: 'pass', name: 'GET /fine' }),
      ...['GET /a', 'GET /b', 'GET /c'].map((name) => caseOf({ ...judged, outcome: 'fail', name })),
      caseOf({ ...judged, outcome: 'fail', name: 'GET /d', configuration: 'dev', actual: 'something else' }),
    ],
  }),
  checkOf({
    id: 'beta/warns',
    level: 'should',
    outcome: 'warn',
    cases: [caseOf({ ...judged, outcome: 'warn', retries: 1 })],
  }),
  checkOf({ id: 'beta/notes', level: 'may', outcome: 'note', cases: [caseOf({ ...judged, outcome: 'note' })] }),
  checkOf({ id: 'beta/absent', outcome: 'skip', reason: 'needs a target that the suite starts', cases: [] }),
  checkOf({
    id: 'beta/skips',
    outcome: 'skip',
    reason: `port in use ${HOSTILE}`,
    cases: [caseOf({ outcome: 'skip', reason: 'port in use' })],
  }),
  checkOf({ id: 'gamma/untestable', outcome: 'untestable', cases: [caseOf({ ...judged, outcome: 'untestable' })] }),
  checkOf({ id: 'gamma/errs', outcome: 'error', cases: [caseOf({ outcome: 'error', reason: 'Error: ]]>\n  at x' })] }),
];

export function reportOf(given: readonly CheckResult[], strict = false): Report {
  const counts = count(given);
  const exitCode = exitCodeOf(given, strict);
  return {
    schemaVersion: 1,
    suite: { name: 'podflare-conformance', version: '1.2.3' },
    contract: { version: '2026-11', sha256: 'ab'.repeat(32) },
    target: { kind: 'url', label: 'http://127.0.0.1:7070' },
    startedAt: '2026-11-24T04:00:00.123Z',
    durationMs: 1_234,
    profiles: ['core'],
    strict,
    verdict: exitCode === 0 ? 'conformant' : 'not conformant',
    exitCode,
    summary: { checks: counts, cases: given.flatMap(({ cases }) => cases).length, requests: 1_000 },
    launches: [{ configuration: 'enforced', startMs: 80, outcome: 'ready' }],
    checks: [...given],
  };
}

export const ofOutcome = (...outcomes: CheckResult['outcome'][]): CheckResult[] =>
  checks.filter(({ outcome }) => outcomes.includes(outcome));

/** The same check at level SHOULD. */
export const asShould = (check: CheckResult): CheckResult => ({ ...check, level: 'should' });
