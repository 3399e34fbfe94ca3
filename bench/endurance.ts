import { atMost, type Figure } from './measure.ts';
import { fileOf, KEY, ServerProcess } from './processes.ts';
import { type Exchange, request, send } from './traffic.ts';

const CONNECTIONS = 50;
const REQUESTS = 100_000;
const SANDBOXES = 1_000;
const FORKS = 32;

/** Checks that the mock stays correct and small under load. Its journal has the default limit of 1,000 requests. */
export async function* endurance(): AsyncGenerator<Figure> {
  yield* mixed();
  yield* forks();
}

/** Creates, uses and destroys sandboxes, among requests without a key, with a wrong key and for unknown sandboxes. */
async function* mixed(): AsyncGenerator<Figure> {
  await using server = await ServerProcess.start(fileOf('dist/mock-main.js'));
  const verdict = new Verdict();
  await converse(server, REQUESTS, (connection) => lives(connection, verdict));
  yield* verdict.figures(`of ${REQUESTS} mixed requests on ${CONNECTIONS} connections`);
  yield atMost('resident memory after them', 'MB', 160, server.memory());
}

/** Creates a thousand sandboxes with 32 forks each, reads the state of every child, and destroys all of them. */
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
  yield* verdict.figures(`of ${3 * SANDBOXES + 2 * all.length} requests to create, read and destroy them`);
}

/** The requests of one connection. Each yielded request evaluates to its exchange. */
type Conversation = Generator<string, void, Exchange>;

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

/** Counts unexpected responses, and keeps the first one. */
class Verdict {
  #wrong = 0;
  #failures = 0;
  #first = '';

  expect({ sent, response }: Exchange, status: number, text: string): void {
    if (/^HTTP\/1.1 5/.test(response)) this.#failures += 1;
    if (response.startsWith(`HTTP/1.1 ${status} `) && response.includes(text)) return;
    this.#wrong += 1;
    this.#first ||= ` (the first: ${JSON.stringify({ sent, response })}, expected ${status} ${text})`;
  }

  idOf(exchange: Exchange): string {
    this.expect(exchange, 200, '"id":"sbx_');
    return /sbx_\w+/.exec(exchange.response)?.[0] ?? '';
  }

  childrenOf(exchange: Exchange, n: number): string[] {
    const children = exchange.response.match(/sbx_\w+/g) ?? [];
    this.expect(exchange, 200, children.length === n ? '"children"' : `${n} children`);
    return children;
  }

  *figures(what: string): Generator<Figure> {
    yield atMost(`wrong responses ${what}${this.#first}`, 'responses', 0, this.#wrong);
    yield atMost(`5xx ${what}`, 'responses', 0, this.#failures);
  }
}

async function converse(server: ServerProcess, requests: number, start: (connection: number) => Conversation) {
  const conversations = Array.from({ length: CONNECTIONS }, (_, connection) => start(connection));
  const exchanges: Exchange[] = [];
  await send({
    ...{ port: server.port, connections: CONNECTIONS, requests },
    request(_, connection) {
      const exchange = exchanges[connection] ?? { sent: '', response: '' };
      return conversations[connection]?.next(exchange).value ?? '';
    },
    onResponse: (exchange, connection) => {
      exchanges[connection] = exchange;
    },
  });
  for (const [connection, conversation] of conversations.entries()) {
    const last = exchanges[connection];
    if (last) conversation.next(last);
  }
}
