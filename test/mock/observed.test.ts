import { describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../../mock/adapters/create-mock.ts';
import { knownOperations, operations } from '../../src/contract/contract.ts';
import { withSpec } from '../../src/contract/spec/spec.ts';

/** Calls the mock with its key. Resolves to the status and text of the response. */
async function call(mock: Mock, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${mock.key}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await mock.fetch(path, init);
  return { status: response.status, text: await response.text() };
}

async function sandbox(mock: Mock): Promise<string> {
  const { text } = await call(mock, 'POST', '/v1/sandboxes', {});
  return `/v1/sandboxes/${(JSON.parse(text) as { id: string }).id}`;
}

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

test('operations that only clients call are not required of a hostd', async () => {
  const observed = knownOperations.filter((operation) => !operations.includes(operation));
  expect(observed.map(({ id }) => id)).toContain('createPty');
  expect(observed.every((operation) => operation.observed && !operation.exempt)).toBe(true);
  expect(operations).toHaveLength(6);
  expect((await withSpec(operations, 'openapi.yaml')).operations).toEqual(operations);
});

test('an undocumented operation needs a key', async () => {
  await using mock = createMock();
  for (const { method, path } of knownOperations.filter(({ observed }) => observed)) {
    const { status } = await mock.fetch(path.replace(/\{\w+\}/g, 'x'), { method });
    expect(status, `${method} ${path}`).toBe(401);
  }
});

describe('a terminal', () => {
  /** Starts a terminal. Resolves to its id and its stream. */
  async function start(mock: Mock, path: string, shellCmd: string) {
    const { body } = await mock.fetch(`${path}/pty`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mock.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ shellCmd, cols: 80, rows: 24 }),
    });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    const { type, session_id } = JSON.parse(first?.value?.split('\n')[0] ?? '') as { type: string; session_id: string };
    expect(type).toBe('pty_ready');
    const rest = async () => {
      let text = first?.value ?? '';
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
      return readable(text);
    };
    return { id: session_id, rest };
  }

  test('buffers at most 64 KiB ahead of its program', async () => {
    await using mock = createMock();
    const path = await sandbox(mock);
    const { id } = await start(mock, path, 'sleep 9999');
    const input = (length: number) =>
      call(mock, 'POST', `${path}/pty/${id}/input`, { data_b64: base64('\n'.repeat(length)) });
    expect((await input(5_000_000)).status).toBe(413);
    expect((await input(65_536)).status).toBe(204);
    expect((await input(1)).status).toBe(413);
  });

  test('shows what was typed at once in one event', async () => {
    await using mock = createMock();
    const path = await sandbox(mock);
    const { id, rest } = await start(mock, path, 'bash');
    const data_b64 = base64(`echo ${'x'.repeat(60_000)}\rexit\r`);
    expect((await call(mock, 'POST', `${path}/pty/${id}/input`, { data_b64 })).status).toBe(204);
    expect((await rest()).shown).toContain(`echo ${'x'.repeat(60_000)}\r\n`);
  });

  /** The output of a stream, and its exit code. */
  function readable(stream: string) {
    const events = stream
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { data_b64?: string; data?: number });
    const shown = events.map(({ data_b64 = '' }) => Buffer.from(data_b64, 'base64').toString()).join('');
    return { shown, exit: events.at(-1)?.data };
  }

  test('echoes what is typed, runs each line, and can be followed from the start again', async () => {
    await using mock = createMock();
    const path = await sandbox(mock);
    const { id, rest } = await start(mock, path, 'bash');
    expect(await call(mock, 'POST', `${path}/pty/${id}/resize`, { cols: 100, rows: 40 })).toMatchObject({
      status: 204,
    });
    await call(mock, 'POST', `${path}/pty/${id}/input`, { data_b64: base64('echo hi > f\ncat f\nexit 3\n') });
    const seen = await rest();
    expect(seen.exit).toBe(3);
    expect(seen.shown).toContain('hi\r\n$ ');
    const again = await call(mock, 'GET', `${path}/pty/${id}/attach`);
    expect(readable(again.text)).toEqual(seen);
    const { text } = await call(mock, 'GET', `${path}/pty`);
    expect(JSON.parse(text)).toEqual([
      { pty_id: id, cmd_label: 'bash', created_at_ms: expect.any(Number) as number, exit_code: 3 },
    ]);
  });

  test('ends when it is killed, and with its sandbox', async () => {
    await using mock = createMock();
    const path = await sandbox(mock);
    const [one, other] = [await start(mock, path, 'sleep 600'), await start(mock, path, 'sleep 600')];
    await call(mock, 'POST', `${path}/pty/${one.id}/kill`);
    expect(await one.rest()).toEqual({ shown: '', exit: 137 });
    await call(mock, 'DELETE', path);
    expect((await other.rest()).exit).toBe(137);
  });

  test.each([
    ['POST', '', { cols: 80 }, 400],
    ['POST', '/pty_none/input', { data_b64: '' }, 404],
    ['POST', '/pty_none/kill', undefined, 404],
    ['GET', '/pty_none/attach', undefined, 404],
    ['POST', '/pty_none/read', { since_seq: 0 }, 501],
  ])('%s /pty%s %j is answered %s %s', async (method, rest, body, status) => {
    await using mock = createMock();
    expect(await call(mock, method, `${await sandbox(mock)}/pty${rest}`, body)).toMatchObject({ status });
  });

  test('refuses what is not base64', async () => {
    await using mock = createMock();
    const path = await sandbox(mock);
    const { id } = await start(mock, path, 'bash');
    expect(await call(mock, 'POST', `${path}/pty/${id}/input`, { data_b64: '%' })).toMatchObject({ status: 400 });
  });
});

test('programs that copy files keep every byte and compute correct checksums', async () => {
  await using mock = createMock();
  const path = await sandbox(mock);
  const every = base64(String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)));
  const exec = async (code: string, language: string) => {
    const { text } = await call(mock, 'POST', `${path}/exec`, { code, language });
    const events = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; data: unknown });
    return events.map(({ data }) => data);
  };
  for (const content of [every, base64('plain'), Buffer.from('naïve €').toString('base64'), '']) {
    const upload = `import base64, os\nos.makedirs(os.path.dirname('/tmp/f') or '.', exist_ok=True)\nwith open('/tmp/f', 'wb') as _f:\n    _f.write(base64.b64decode('${content}'))\n`;
    expect(await exec(upload, 'python')).toEqual([0]);
    const download = `import base64, sys\nwith open('/tmp/f', 'rb') as _f:\n    sys.stdout.write(base64.b64encode(_f.read()).decode())\n`;
    expect(await exec(download, 'python')).toEqual(content === '' ? [0] : [content, 0]);
  }
  const list = 'find /root /tmp -type f -exec sha256sum {} + 2>/dev/null | sort';
  expect(await exec(list, 'bash')).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  /tmp/f',
    0,
  ]);
});
