import { atMost, type Figure } from './measure.ts';
import { fileOf, KEY, ServerProcess } from './processes.ts';
import { type Answered, request, send } from './traffic.ts';

const CONNECTIONS = 50;
const REQUESTS = 100_000;
const SANDBOXES = 1_000;
const FORKS = 32;

/** Whether the mock stays right, and small, under load. Its journal keeps its default of 1,000 requests. */
export async function* endurance(): AsyncGenerator<Figure> {
  yield* mixed();
  yield* forks();
}

/** Sandboxes live and die while requests without a key, with a wrong one, and for what is not there come between. */
async function* mixed(): AsyncGenerator<Figure> {
  await using server = await ServerProcess.start(fileOf('dist/mock-main.js'));
  const verdict = new Verdict();
  await converse(server, REQUESTS, (connection) => lives(connection, verdict));
  yield* verdict.figures(`of ${REQUESTS} mixed requests on ${CONNECTIONS} connections`);
  yield atMost('resident memory after them', 'MB', 160, server.memory());
}

/** A thousand sandboxes, each forked 32 ways; every child is asked what it remembers, then all are destroyed. */
async function* forks(): AsyncGenerator<Figure> {
  await using server = await ServerProcess.start(fileOf('dist/mock-main.js'));
  const verdict = new Verdict();
  const all: { id: string; mark: string }[] = [];
  await converse(server, 3 * SANDBOXES, function* (connection) {
    for (let round = 0; ; round += 1) {
      const mark = `${connection}-${round}`;
      const id = verdict.idOf(yield post('/v1/sandboxes'));
      verdict.expect(yield exec(id, `x = "${mark}"`), 200, '"exit"');
      const children = verdict.childrenOf(yield post(`/v1/sandboxes/${id}/fork`, `{"n":${FORKS}}`), FORKS);
      all.push(...[id, ...children].map((each) => ({ id: each, mark })));
    }
  });
  yield atMost(`resident memory with ${all.length} sandboxes`, 'MB', 160, server.memory());
  let asked = 0;
  await converse(server, all.length, function* () {
    for (;;) {
      const { id, mark } = all[asked++] ?? { id: '', mark: '' };
      verdict.expect(yield exec(id, 'print(x)'), 200, `"data":"${mark}"`);
    }
  });
  let destroyed = 0;
  await converse(server, all.length, function* () {
    for (;;) verdict.expect(yield request('DELETE', `/v1/sandboxes/${all[destroyed++]?.id}`, { key: KEY }), 204, '');
  });
  yield* verdict.figures(`of ${3 * SANDBOXES + 2 * all.length} requests to make, ask and destroy them`);
}

/** What one connection sends: it yields a request and is given the answer. */
type Conversation = Generator<string, void, Answered>;

function* lives(connection: number, verdict: Verdict): Conversation {
  for (let round = 0; ; round += 1) {
    const mark = `${connection}-${round}`;
    verdict.expect(yield request('GET', '/v1/healthz'), 200, '\r\n\r\nok');
    const parent = verdict.idOf(yield post('/v1/sandboxes'));
    verdict.expect(yield exec(parent, `x = "${mark}"`), 200, '"exit"');
    const [winner = '', loser = ''] = verdict.childrenOf(yield post(`/v1/sandboxes/${parent}/fork`, '{"n":2}'), 2);
    verdict.expect(yield exec(winner, `x = "${mark}w"`), 200, '"exit"');
    verdict.expect(yield exec(loser, 'print(x)'), 200, `"data":"${mark}"`);
    verdict.expect(yield request('POST', '/v1/sandboxes', { body: '{}' }), 401, MISSING);
    verdict.expect(yield request('DELETE', `/v1/sandboxes/${parent}`, { key: 'wrong' }), 401, INVALID);
    verdict.expect(yield post(`/v1/sandboxes/${parent}/merge_into/${winner}`), 204, '');
    verdict.expect(yield exec(parent, 'print(x)'), 200, `"data":"${mark}w"`);
    verdict.expect(yield exec(winner, 'print(x)'), 404, '"error"');
    verdict.expect(yield post(`/v1/sandboxes/${parent}/fork`, '{"n":"two"}'), 400, '"error"');
    verdict.expect(yield request('DELETE', `/v1/sandboxes/${loser}`, { key: KEY }), 204, '');
    verdict.expect(yield request('DELETE', `/v1/sandboxes/${parent}`, { key: KEY }), 204, '');
  }
}

const MISSING = '{"error":"missing Authorization: Bearer <key>"}';
const INVALID = '{"error":"invalid api key"}';

const post = (target: string, body?: string) => request('POST', target, { key: KEY, body });
const exec = (id: string, code: string) => post(`/v1/sandboxes/${id}/exec`, JSON.stringify({ code }));

/** Counts the answers that are not as they must be, and keeps the first. */
class Verdict {
  #wrong = 0;
  #failures = 0;
  #first = '';

  expect({ sent, answer }: Answered, status: number, text: string): void {
    if (/^HTTP\/1.1 5/.test(answer)) this.#failures += 1;
    if (answer.startsWith(`HTTP/1.1 ${status} `) && answer.includes(text)) return;
    this.#wrong += 1;
    this.#first ||= ` (the first: ${JSON.stringify({ sent, answer })}, where ${status} ${text} was due)`;
  }

  idOf(answered: Answered): string {
    this.expect(answered, 200, '"id":"sbx_');
    return /sbx_\w+/.exec(answered.answer)?.[0] ?? '';
  }

  childrenOf(answered: Answered, n: number): string[] {
    const children = answered.answer.match(/sbx_\w+/g) ?? [];
    this.expect(answered, 200, children.length === n ? '"children"' : `${n} children`);
    return children;
  }

  *figures(what: string): Generator<Figure> {
    yield atMost(`wrong answers ${what}${this.#first}`, 'answers', 0, this.#wrong);
    yield atMost(`5xx ${what}`, 'answers', 0, this.#failures);
  }
}

async function converse(server: ServerProcess, requests: number, start: (connection: number) => Conversation) {
  const conversations = Array.from({ length: CONNECTIONS }, (_, connection) => start(connection));
  const answers: Answered[] = [];
  await send({
    ...{ port: server.port, connections: CONNECTIONS, requests },
    request(_, connection) {
      const answered = answers[connection] ?? { sent: '', answer: '' };
      return conversations[connection]?.next(answered).value ?? '';
    },
    onAnswer: (answered, connection) => {
      answers[connection] = answered;
    },
  });
  for (const [connection, conversation] of conversations.entries()) {
    const last = answers[connection];
    if (last) conversation.next(last);
  }
}
