import { describe, expect, test } from 'vitest';
import { checkHostd, renderPretty, TargetError, UsageError } from '../../src/index.ts';
import { inProcessTarget } from '../support/in-process.ts';

describe('checkHostd', () => {
  test('checks a target of the caller and reports progress', async () => {
    const seen: number[] = [];
    const report = await checkHostd({
      target: inProcessTarget(),
      only: ['healthz/*'],
      skip: ['healthz/post'],
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(report).toMatchObject({ verdict: 'conformant', exitCode: 0, target: { kind: 'in-process' } });
    expect(report.checks.map(({ id }) => id)).not.toContain('healthz/post');
    expect(seen.at(-1)).toBe(1);
    expect(renderPretty(report)).toContain('Conformant');
  });

  test('counts a violated SHOULD only if strict is true', async () => {
    const check = (strict: boolean) =>
      checkHostd({ target: inProcessTarget('refusal-without-challenge'), only: ['unauthorized/challenge'], strict });
    expect((await check(false)).exitCode).toBe(0);
    expect((await check(true)).exitCode).toBe(1);
  });

  test('rejects with the reason of its signal and stops its servers', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const target = inProcessTarget();
    const running = checkHostd({
      target,
      signal: controller.signal,
      onProgress: ({ done }) => done > 20 && controller.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    await expect(checkHostd({ target, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('covers the operations of an OpenAPI document', async () => {
    const options = { target: inProcessTarget(), only: ['unauthorized/no-key'] };
    const spec = new URL('fixtures/more.yaml', import.meta.url).pathname;
    const [plain, more] = [await checkHostd(options), await checkHostd({ ...options, spec })];
    const names = (report: typeof plain) =>
      new Set(report.checks.flatMap(({ cases }) => cases.map(({ name }) => name)));
    expect([...names(more)].filter((name) => !names(plain).has(name))).toEqual(['GET /v1/snapshots']);
    expect(more.verdict).toBe('conformant');
  });

  test('throws UsageError or TargetError', async () => {
    await expect(checkHostd({ only: ['none/*'] })).rejects.toBeInstanceOf(UsageError);
    await expect(checkHostd({ command: ['./none'] })).rejects.toBeInstanceOf(TargetError);
  });
});
