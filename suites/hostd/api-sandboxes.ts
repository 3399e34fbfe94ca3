import { type Check, type CheckText, check, checkEach } from '../../src/checks/check.ts';
import { all, answer } from '../../src/checks/expectation.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { validateError, validateSandbox } from '../../src/contract/generated/validators.js';
import { header, json, member } from '../../src/http/response.ts';
import { discriminates } from '../lib/controls.ts';
import { created, errorShape, status, summary } from '../lib/expectations.ts';
import {
  create,
  createRequest,
  destroy,
  exec,
  execRequest,
  fork,
  merge,
  requestFor,
  withKey,
} from '../lib/requests.ts';
import { childrenOf, newFork, newSandbox, run } from '../lib/sandbox.ts';

type Text = Omit<CheckText, 'profile' | 'on'>;
const api = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'api', on: ['enforced'] });

const UNKNOWN = requestFor(destroy).target.split('/').at(-1) ?? '';
const notFound = all(status(404), errorShape);
const notServed = answer('a refusal of the id (404, or 400 and the like)', (response) =>
  response.status < 300 ? summary(response) : undefined,
);
const body = (request: typeof createRequest, value: unknown) => ({ ...request, body: JSON.stringify(value) });
const forkRequest = (id: string, n?: unknown) => body(requestFor(fork, { id }), n === undefined ? {} : { n });
const mergeRequest = (parent: string, winner: string) => requestFor(merge, { parent, winner });

export const sandboxChecks = [
  api({
    id: 'api/create',
    level: 'should',
    rule: 'docs/create',
    title: 'Create answers 200 or 201 with the id and the state of a sandbox.',
    why: 'It is the first call of every program.',
    fix: 'Answer `{"id": ..., "state": "ready"}`.',
    async run(t) {
      await discriminates(t);
      await t.expect(
        withKey(createRequest, t.key),
        all(
          status(200, 201),
          answer('a body with id and state', (r) => (validateSandbox(json(r)) ? undefined : summary(r))),
          answer('content type application/json', (r) =>
            /json/i.test(header(r, 'content-type') ?? '') ? undefined : summary(r),
          ),
        ),
      );
    },
  }),
  api({
    id: 'api/create-state',
    level: 'should',
    rule: 'docs/create-ready',
    title: 'A new sandbox is `ready`.',
    why: 'SDKs run code at once; they do not ask again.',
    fix: 'Answer only when the sandbox takes code, with state `ready`.',
    async run(t) {
      await discriminates(t);
      await t.expect(
        withKey(createRequest, t.key),
        all(
          created,
          answer('state "ready"', (r) => (member(r, 'state') === 'ready' ? undefined : summary(r))),
        ),
      );
    },
  }),
  api({
    id: 'api/create-new-id',
    level: 'should',
    rule: 'docs/create',
    title: 'Every create makes a sandbox of its own.',
    why: 'Two callers in one sandbox see each other.',
    fix: 'Make a random id for each.',
    async run(t) {
      const first = await newSandbox(t);
      await t.expect(
        withKey(createRequest, t.key),
        all(
          created,
          answer('another id', (r) => (member(r, 'id') === first ? summary(r) : undefined)),
        ),
      );
    },
  }),
  api({
    id: 'api/id-form',
    level: 'may',
    rule: 'docs/id-form',
    title: 'Ids are sbx_ and 32 lower-case hexadecimal digits.',
    why: 'All published examples are; nothing says that they must be.',
    fix: 'Treat ids as opaque.',
    async run(t) {
      const form = answer('sbx_ and 32 hexadecimal digits', (r) =>
        /^sbx_[0-9a-f]{32}$/.test(String(member(r, 'id'))) ? undefined : String(member(r, 'id')),
      );
      await t.expect(withKey(createRequest, t.key), all(created, form));
    },
  }),
  api({
    id: 'api/create-without-body',
    level: 'may',
    rule: 'docs/create-without-body',
    title: 'Create without a body makes a sandbox from the primary pool.',
    why: 'Undocumented; a convenience for people with curl.',
    fix: 'Take an absent body for {}.',
    async run(t) {
      await newSandbox(t);
      const { method, target } = createRequest;
      await t.expect(withKey({ method, target, headers: [] }, t.key), created);
    },
  }),
  checkEach(
    [
      { name: 'malformed JSON', body: '{"template": ' },
      { name: 'an array', body: '[]' },
      { name: 'a template that is a number', body: '{"template": 7}' },
    ],
    {
      id: 'api/create-bad-body',
      level: 'may',
      rule: 'docs/bad-body',
      profile: 'api',
      title: 'Create refuses a body that it cannot use with 400.',
      why: 'The pages give 400 for an invalid body; frameworks answer 415 or 422.',
      fix: 'Map the errors of your framework to 400.',
      on: ['enforced'],
      async run(t, item) {
        await newSandbox(t);
        await t.expect(withKey({ ...createRequest, body: item.body }, t.key), status(400));
      },
    },
  ),
  checkEach(
    [
      { name: exec.path, make: () => execRequest(UNKNOWN, 'print(1)') },
      { name: fork.path, make: () => forkRequest(UNKNOWN) },
      { name: merge.path, make: (id: string) => mergeRequest(UNKNOWN, id) },
      { name: `${merge.path}, unknown winner`, make: (id: string) => mergeRequest(id, UNKNOWN) },
    ],
    {
      id: 'api/unknown-id',
      level: 'should',
      rule: 'docs/not-found',
      profile: 'api',
      title: 'A call on a sandbox that does not exist answers 404 with an error text.',
      why: 'Sandboxes end by themselves; a client must be able to tell that from a failure.',
      fix: 'Answer 404 `{"error": "sandbox not found"}`.',
      on: ['enforced'],
      async run(t, { make }) {
        const id = await newSandbox(t);
        await t.expect(withKey(make(id), t.key), notFound);
      },
    },
  ),
  checkEach(
    [
      { name: 'without its last character', change: (id: string) => id.slice(0, -1) },
      { name: 'with one more character', change: (id: string) => `${id}0` },
    ],
    {
      id: 'api/id-exact',
      level: 'should',
      rule: 'docs/not-found',
      profile: 'api',
      title: 'What is nearly the id of a sandbox does not name it.',
      why: 'Where a part of an id is enough, a typing error runs code in the sandbox of somebody else.',
      fix: 'Look the whole id up.',
      on: ['enforced'],
      async run(t, { change }) {
        const id = await newSandbox(t);
        await t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
        if (id.length < 8) t.skip('the ids of this server are short, and another sandbox may have that one');
        await t.expect(withKey(execRequest(change(id), 'true', 'bash'), t.key), notServed);
      },
    },
  ),
  api({
    id: 'api/id-case',
    level: 'may',
    rule: 'docs/id-form',
    title: 'Ids are compared with regard to case.',
    why: 'Paths are; but where ids are UUIDs, which have no case, either answer is legal.',
    fix: 'Look the id up as it came.',
    async run(t) {
      const id = await newSandbox(t);
      await t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
      const other = id.toUpperCase();
      if (other === id) t.skip('the ids of this server have no small letters');
      await t.expect(withKey(execRequest(other, 'true', 'bash'), t.key), notServed);
    },
  }),
  api({
    id: 'api/not-found-text',
    level: 'may',
    rule: 'docs/not-found',
    title: 'The text for a sandbox that does not exist is "sandbox not found".',
    why: 'One generation of the pages shows this text.',
    fix: 'Use the text of the pages.',
    async run(t) {
      await newSandbox(t);
      await t.expect(
        withKey(forkRequest(UNKNOWN), t.key),
        answer('error "sandbox not found"', (r) =>
          member(r, 'error') === 'sandbox not found' ? undefined : summary(r),
        ),
      );
    },
  }),
  api({
    id: 'api/fork-default',
    level: 'should',
    rule: 'docs/fork',
    title: 'Fork without n makes one child with an id of its own.',
    why: 'It is the documented default.',
    fix: 'Let n default to 1.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(forkRequest(id), t.key),
        all(
          status(200),
          answer('one child with a new id', (r) => {
            const children = childrenOf(r);
            return children.length === 1 && children[0] !== id ? undefined : summary(r);
          }),
        ),
      );
    },
  }),
  checkEach(
    [
      { name: 'n = 2', n: 2 },
      { name: 'n = 5', n: 5 },
      { name: 'n = 32', n: 32 },
    ],
    {
      id: 'api/fork-count',
      level: 'should',
      rule: 'docs/fork',
      profile: 'api',
      title: 'Fork makes exactly n children with different ids.',
      why: 'Programs hand one child to each worker.',
      fix: 'Make n children or none.',
      on: ['enforced'],
      async run(t, { n }) {
        const id = await newSandbox(t);
        await t.expect(
          withKey(forkRequest(id, n), t.key),
          all(
            status(200),
            answer(`${n} different ids`, (r) =>
              new Set(childrenOf(r)).size === n && childrenOf(r).length === n ? undefined : summary(r),
            ),
          ),
        );
      },
    },
  ),
  checkEach(
    [
      { name: 'n = 0', n: 0 },
      { name: 'n = 33', n: 33 },
      { name: 'n = -1', n: -1 },
    ],
    {
      id: 'api/fork-range',
      level: 'should',
      rule: 'docs/fork-range',
      profile: 'api',
      title: 'Fork refuses n outside 1 to 32 with 400.',
      why: 'Without the limit one call takes the whole host.',
      fix: 'Check the range before any child is made.',
      on: ['enforced'],
      async run(t, { n }) {
        const id = await newSandbox(t);
        await newFork(t, id);
        await t.expect(withKey(forkRequest(id, n), t.key), n === 0 || n === 33 ? status(400) : status(400, 422));
      },
    },
  ),
  checkEach(
    [
      { name: 'a text', n: '2' },
      { name: 'a fraction', n: 1.5 },
      { name: 'null', n: null },
    ],
    {
      id: 'api/fork-type',
      level: 'may',
      rule: 'docs/bad-body',
      profile: 'api',
      title: 'Fork refuses an n that is no whole number with 400.',
      why: 'The pages give 400 for an invalid body; frameworks answer 422.',
      fix: 'Map the errors of your framework to 400.',
      on: ['enforced'],
      async run(t, { n }) {
        const id = await newSandbox(t);
        await newFork(t, id);
        await t.expect(withKey(forkRequest(id, n), t.key), status(400));
      },
    },
  ),
  api({
    id: 'api/fork-of-fork',
    level: 'should',
    rule: 'docs/fork',
    title: 'A child can be forked, and neither parent nor child ends with the other.',
    why: 'Tree searches fork children, and drop parents and children as they go.',
    fix: 'Give every child a life of its own.',
    async run(t) {
      const id = await newSandbox(t);
      const child = await newFork(t, id);
      const grandchild = await newFork(t, child);
      await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
      await t.expect(withKey(execRequest(grandchild, 'true', 'bash'), t.key), status(200));
      await t.expect(withKey(execRequest(child, 'true', 'bash'), t.key), status(200));
      await t.control(withKey(requestFor(destroy, { id: grandchild }), t.key), status(200, 204));
      await t.expect(withKey(execRequest(child, 'true', 'bash'), t.key), status(200));
    },
  }),
  api({
    id: 'api/merge',
    level: 'should',
    rule: 'docs/merge',
    title: "After a merge the parent's id answers and the winner's is gone.",
    why: 'Programs go on with the id that they had.',
    fix: "Let the winner's machine answer under the parent's id and forget its own.",
    async run(t) {
      const parent = await newSandbox(t);
      const winner = await newFork(t, parent);
      await t.expect(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
      await t.expect(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
      await t.expect(withKey(execRequest(winner, 'true', 'bash'), t.key), notFound);
    },
  }),
  api({
    id: 'api/merge-siblings',
    level: 'should',
    rule: 'docs/merge',
    title: 'A merge leaves the siblings of the winner as they are.',
    why: 'The caller may still want them, and has to destroy them itself.',
    fix: 'Touch parent and winner only.',
    async run(t) {
      const parent = await newSandbox(t);
      const winner = await newFork(t, parent);
      const sibling = await newFork(t, parent);
      await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
      await t.control(withKey(execRequest(winner, 'true', 'bash'), t.key), status(404));
      await t.expect(withKey(execRequest(sibling, 'true', 'bash'), t.key), status(200));
    },
  }),
  api({
    id: 'api/merge-then-destroy',
    level: 'should',
    rule: 'docs/merge',
    title: "After a merge, a DELETE of the winner's id leaves the parent alone.",
    why: 'Programs close what they opened, the winner as well; its machine is the parent by then.',
    fix: "Forget the winner's id with the merge; whatever a DELETE of it answers, it ends nothing.",
    async run(t) {
      const parent = await newSandbox(t);
      const winner = await newFork(t, parent);
      await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
      await t.control(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
      await t.send(withKey(requestFor(destroy, { id: winner }), t.key));
      await t.expect(withKey(execRequest(parent, 'true', 'bash'), t.key), status(200));
    },
  }),
  api({
    id: 'api/merge-again',
    level: 'should',
    rule: 'docs/merge',
    title: 'The same merge once more answers 404, for the winner is gone.',
    why: 'A retry must not do anything else.',
    fix: 'Look both ids up before anything is changed.',
    async run(t) {
      const parent = await newSandbox(t);
      const winner = await newFork(t, parent);
      await t.control(withKey(mergeRequest(parent, winner), t.key), status(200, 204));
      await t.expect(withKey(mergeRequest(parent, winner), t.key), notFound);
    },
  }),
  api({
    id: 'api/merge-self',
    level: 'should',
    rule: 'docs/merge-self',
    title: 'A sandbox cannot be merged into itself: 400.',
    why: 'It would end the sandbox that it keeps.',
    fix: 'Compare the ids first.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(withKey(mergeRequest(id, id), t.key), all(status(400), errorShape));
      await t.expect(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
    },
  }),
  api({
    id: 'api/destroy',
    level: 'should',
    rule: 'docs/destroy',
    title: 'Destroy answers 200 or 204, and the sandbox is gone.',
    why: 'A sandbox that stays costs memory, and keeps what was in it.',
    fix: 'End the machine and forget the id before you answer.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'true', 'bash');
      await t.expect(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
      await t.expect(withKey(execRequest(id, 'true', 'bash'), t.key), notFound);
      await t.expect(withKey(forkRequest(id), t.key), notFound);
    },
  }),
  api({
    id: 'api/destroy-again',
    level: 'may',
    rule: 'docs/destroy-again',
    title: 'Destroying a sandbox once more is a no-op: 200 or 204.',
    why: 'The pages disagree: a no-op on one, 404 on another. Both are legal.',
    fix: 'Remember ids that were destroyed, or document the 404.',
    async run(t) {
      const id = await newSandbox(t);
      await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
      await t.expect(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    },
  }),
  api({
    id: 'api/destroy-again-fails',
    level: 'should',
    rule: 'docs/destroy',
    title: 'Destroying a sandbox once more is no failure of the server.',
    why: 'Cleaning up twice is common: at the end of a block and again at the end of the program.',
    fix: 'Answer 204 or 404 for ids that are gone.',
    async run(t) {
      const id = await newSandbox(t);
      await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
      await t.expect(
        withKey(requestFor(destroy, { id }), t.key),
        answer('no 5xx (200, 204 and 404 are all documented)', (r) => (r.status >= 500 ? summary(r) : undefined)),
      );
    },
  }),
  api({
    id: 'api/destroy-unknown',
    level: 'may',
    rule: 'docs/destroy-again',
    title: 'Destroying a sandbox that never was answers 404.',
    why: 'The pages disagree here as well. Both are legal.',
    fix: 'Answer 404 for ids that were never issued.',
    async run(t) {
      const id = await newSandbox(t);
      await t.control(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
      await t.expect(withKey(requestFor(destroy), t.key), status(404));
    },
  }),
  api({
    id: 'api/error-shape',
    level: 'may',
    rule: 'docs/error-shape',
    title: 'Every error is JSON with an `error` text, unknown routes and wrong methods included.',
    why: 'The pages promise one shape; frameworks answer some errors by themselves.',
    fix: "Replace the framework's own answers for 404, 405, 415 and 422.",
    async run(t) {
      await newSandbox(t);
      for (const request of [
        { method: 'GET', target: `${create.path}/x/y`, headers: [] },
        { method: 'PUT', target: create.path, headers: [] },
        { ...createRequest, body: '{' },
      ])
        await t.expect(
          withKey(request, t.key),
          all(
            errorShape,
            answer('only documented members', (r) => (validateError(json(r)) ? undefined : summary(r))),
          ),
        );
    },
  }),
];
