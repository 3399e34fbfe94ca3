import { check, checkEach, checkOperations } from '../../src/checks/check.ts';
import type { HeaderLine } from '../../src/http/request.ts';
import { bypassVariants } from '../hostd/bypass.ts';
import {
  bearing,
  forwarded,
  inQuery,
  marked,
  perhapsForwarded,
  requireHeader,
  shown,
  valuesOf,
} from '../lib/arrivals.ts';
import { create, destroy, exec, WRONG } from '../lib/requests.ts';
import { freshTraceparent, validTraceparents } from '../lib/traceparents.ts';

/** Legal ways to write the credential, which only a look at the bytes tells from the usual one. */
const spellings = [
  { name: 'bearer in lower case', value: (key: string) => `bearer ${key}` },
  { name: 'BEARER in upper case', value: (key: string) => `BEARER ${key}` },
  { name: 'two blanks', value: (key: string) => `Bearer  ${key}` },
];

const contentTypes = ['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON'];

/** What clients send that have no valid key. */
const strangers: readonly { readonly name: string; readonly lines: readonly HeaderLine[] }[] = [
  { name: 'no Authorization', lines: [] },
  { name: 'a wrong key', lines: [['Authorization', `Bearer ${WRONG}`]] },
  { name: 'another scheme', lines: [['Authorization', 'Basic dXNlcjpwYXNzd29yZA==']] },
];

const members = Array.from({ length: 20 }, (_, i) => `vendor${i}=${i}`);

/** Lists that travel beside a valid traceparent. Lines of one list may be joined, and a gateway may add a member. */
const lists = [
  { name: 'tracestate', header: 'tracestate', lines: ['rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'] },
  { name: 'tracestate on two lines', header: 'tracestate', lines: ['rojo=00f067aa0ba902b7', 'congo=t61rcWkgMzE'] },
  { name: 'tracestate of 20 members', header: 'tracestate', lines: [members.join(',')] },
  { name: 'baggage', header: 'baggage', lines: ['userId=alice,serverNode=DF%2028;ttl=1,isProduction=false'] },
];

const split = (lines: readonly string[]) => lines.flatMap((line) => line.split(',')).map((member) => member.trim());

export const headersArriveChecks = [
  checkOperations({
    id: 'headers/authorization-arrives',
    level: 'must',
    rule: 'auth/headers-forwarded',
    title: 'A gateway forwards Authorization as it was sent, once.',
    why: 'hostd reads the key from this header alone: without it nothing works, with another one the wrong key is used.',
    fix: 'Let the gateway leave the header alone; some remove it once they have looked at it, or where they log in themselves.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, operation) {
      for (const key of t.keys) {
        const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${key}`]);
        requireHeader(t, await forwarded(t, sent), 'Authorization', `Bearer ${key}`);
      }
    },
  }),
  checkEach(spellings, {
    id: 'headers/authorization-spelling',
    level: 'should',
    rule: 'auth/headers-forwarded',
    title: 'A gateway does not write Authorization anew where it is spelled in another legal way.',
    why: 'What writes the credential anew has read it, and reads it in another way than hostd.',
    fix: 'Forward the header as it came, or refuse the request.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { value }) {
      const sent = bearing(marked(t, exec), ['Authorization', value(t.key)]);
      requireHeader(t, await perhapsForwarded(t, sent), 'Authorization', value(t.key));
    },
  }),
  checkOperations({
    id: 'headers/no-key-added',
    level: 'must',
    rule: 'auth/no-key-added',
    title: 'A gateway adds no key to a request that has none, and does not put one in the place of another.',
    why: 'With the key of the gateway everybody who reaches it is let in: the API is open.',
    fix: 'Have each client send its own key; where the gateway must hold one, let it check who asks first.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, operation) {
      await forwarded(t, bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]));
      for (const { lines } of strangers) {
        const sent = lines.map(([, value]) => value);
        for (const arrival of await perhapsForwarded(t, bearing(marked(t, operation), ...lines))) {
          const added = valuesOf(arrival, 'Authorization').filter((value) => value !== '' && !sent.includes(value));
          if (added.length > 0) t.fail('no Authorization but that of the client', shown('Authorization', added));
        }
      }
    },
  }),
  checkEach(
    bypassVariants.filter(({ request }) => request.target !== '*'),
    {
      id: 'headers/no-key-added-anywhere',
      level: 'must',
      rule: 'auth/no-key-added',
      title: 'A gateway adds no key either where a path, a method or a header is odd.',
      why: 'A key that is meant for one path only reaches others when the gateway reads paths in another way than hostd.',
      fix: 'Add no keys by path; where it must be, compare the whole path, and forward the very path that was compared.',
      on: ['enforced'],
      recorder: 'required',
      async run(t, { request }) {
        await t.instance.once(bypassVariants, () =>
          forwarded(t, bearing(marked(t, create), ['Authorization', `Bearer ${t.key}`])),
        );
        for (const arrival of await perhapsForwarded(t, inQuery(t, request))) {
          const added = valuesOf(arrival, 'Authorization').filter((value) => value !== '');
          if (added.length > 0) t.fail('no Authorization, as none was sent', shown('Authorization', added));
        }
      },
    },
  ),
  checkOperations({
    id: 'headers/content-type-arrives',
    level: 'must',
    rule: 'auth/headers-forwarded',
    title: 'A gateway forwards content-type as it was sent, once.',
    why: 'hostd reads a body by its type; without it, a request that works elsewhere is refused behind the gateway.',
    fix: 'Let the gateway leave the header alone.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, operation) {
      if (!operation.body) t.skip('this operation takes no body');
      const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]);
      requireHeader(t, await forwarded(t, sent), 'Content-Type', 'application/json');
    },
  }),
  checkEach(
    contentTypes.map((name) => ({ name })),
    {
      id: 'headers/content-type-spelling',
      level: 'should',
      rule: 'auth/headers-forwarded',
      title: 'A gateway does not write content-type anew where it is spelled in another legal way.',
      why: 'A gateway that does has read the body by rules of its own.',
      fix: 'Forward the header as it came.',
      on: ['enforced'],
      recorder: 'required',
      async run(t, { name }) {
        const { mark, request } = marked(t, create);
        const typed = { mark, request: { ...request, headers: [['Content-Type', name] as const] } };
        const sent = bearing(typed, ['Authorization', `Bearer ${t.key}`]);
        requireHeader(t, await perhapsForwarded(t, sent), 'Content-Type', name);
      },
    },
  ),
  checkOperations({
    id: 'headers/traceparent-arrives',
    level: 'must',
    rule: 'auth/headers-forwarded',
    title: "A gateway forwards traceparent, once and with the caller's trace id.",
    why: 'It is what joins the trace of the caller to that of hostd; two lines of it are none at all.',
    fix: 'Let the gateway leave the header alone, or continue the trace: the trace id stays, the parent id may be its own.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, operation) {
      const { value, trace } = freshTraceparent(t.random);
      const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`], ['traceparent', value]);
      for (const arrival of await forwarded(t, sent)) {
        const values = valuesOf(arrival, 'traceparent');
        const continued = values.length === 1 && values[0]?.split('-')[1] === trace;
        if (!continued) t.fail(`one traceparent with trace id ${trace}`, shown('traceparent', values));
      }
    },
  }),
  checkEach(
    validTraceparents.filter(({ lines: [line], name }) => line && !name.startsWith('the name')),
    {
      id: 'headers/traceparent-unchanged',
      level: 'should',
      rule: 'auth/headers-forwarded',
      title: 'A gateway forwards traceparent byte for byte.',
      why: "hostd logs the caller's span as the parent; W3C lets a gateway put its own there, and then it logs that.",
      fix: 'Switch tracing off in the gateway, or have it pass the header on; ignore this where its spans are wanted.',
      on: ['enforced'],
      recorder: 'required',
      async run(t, { lines: [[name, value] = ['', '']] }) {
        const sent = bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], [name, value]);
        requireHeader(t, await forwarded(t, sent), 'traceparent', value.trim());
      },
    },
  ),
  checkEach(lists, {
    id: 'headers/tracing-lists-arrive',
    level: 'should',
    rule: 'auth/headers-forwarded',
    title: 'A gateway forwards every member of tracestate and of baggage, in its order.',
    why: 'The tracing systems of the caller find their own place in a trace by them.',
    fix: 'Let the gateway leave both headers alone; it may add a member of its own.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { header, lines }) {
      const trace = ['traceparent', freshTraceparent(t.random).value] as const;
      const listed = lines.map((line) => [header, line] as const);
      const sent = bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], trace, ...listed);
      for (const arrival of await forwarded(t, sent)) {
        const values = valuesOf(arrival, header);
        const wanted = split(lines);
        const kept = split(values).filter((member) => wanted.includes(member));
        if (kept.join() !== wanted.join()) t.fail(`that ${header}: ${wanted.join(',')} arrives`, shown(header, values));
      }
    },
  }),
  check({
    id: 'headers/nothing-added',
    level: 'may',
    rule: 'auth/headers-forwarded',
    title: 'A gateway adds no content-type, traceparent, tracestate or baggage of its own.',
    why: 'It is what a gateway that traces does, and may: its own trace begins there.',
    fix: 'Nothing, where the traces of the gateway are wanted.',
    on: ['enforced'],
    recorder: 'required',
    async run(t) {
      for (const operation of [destroy, create]) {
        const arrivals = await forwarded(t, bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]));
        const names = ['traceparent', 'tracestate', 'baggage', ...(operation.body ? [] : ['Content-Type'])];
        for (const name of names) requireHeader(t, arrivals, name, undefined);
      }
    },
  }),
];
