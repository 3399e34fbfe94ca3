import { Machine } from '../interpreter/machine.ts';
import { failure, HttpError, json, noContent, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { changed, handles } from './tools.ts';

/** The reference that answers 404 in another way. */
function misses(name: string, defect: string, change: (answer: Response) => Response): Defect {
  return mutant(name, defect, () => ({
    finish: (answer, call) => (answer.status === 404 && call.route.operation ? change(answer) : answer),
  }));
}

/** The reference that makes another number of children. */
function forks(name: string, defect: string, change: (children: string[]) => string[]): Defect {
  return mutant(name, defect, () =>
    changed('forkSandbox', (answer) => json(200, { children: change(JSON.parse(String(answer.body)).children) })),
  );
}

/** The reference that accepts some number of children that is out of range. */
function accepts(name: string, defect: string, isIt: (n: number) => boolean): Defect {
  return mutant(name, defect, (b) => ({ forkBody: (value) => isIt(Object(value).n) || b.forkBody(value) }));
}

export const forkMutants: readonly Defect[] = [
  forks('fork-one-too-few', 'forkSandbox gives one child fewer than asked for.', (children) => children.slice(1)),
  forks('fork-always-one', 'forkSandbox gives one child, whatever n is.', (children) => children.slice(0, 1)),
  forks('fork-repeats-child', 'forkSandbox gives the same child n times.', ([child = '', ...rest]) => [
    child,
    ...rest.map(() => child),
  ]),
  forks('fork-gives-unknown-ids', 'The ids that forkSandbox gives do not exist.', (children) =>
    children.map((id) => `${id}0`),
  ),
  mutant('fork-under-sandboxes', 'The children stand under "sandboxes".', () =>
    changed('forkSandbox', (answer) => json(200, { sandboxes: JSON.parse(String(answer.body)).children })),
  ),
  accepts('fork-33-accepted', 'forkSandbox accepts 33 children.', (n) => n === 33),
  accepts('fork-0-accepted', 'forkSandbox accepts n = 0.', (n) => n === 0),
  handles(
    'forkSandbox',
    'fork-32-refused',
    'forkSandbox refuses n = 32.',
    (before) => async (call) => (Object(await call.json()).n === 32 ? failure(400, 'n is too large') : before(call)),
  ),
  handles(
    'forkSandbox',
    'fork-needs-n',
    'forkSandbox has no default for n.',
    (before) => async (call) =>
      Object(await call.json()).n === undefined ? failure(400, 'n is missing') : before(call),
  ),
  handles('forkSandbox', 'fork-out-of-range-answers-500', 'n out of range is a 500.', (before) => async (call) => {
    try {
      return await before(call);
    } catch (error) {
      if (error instanceof HttpError && error.status === 400) return failure(500, 'too many');
      throw error;
    }
  }),
  mutant('fork-shares-state', 'A child and its parent are one machine.', () => ({ copy: (machine) => machine })),
  mutant('fork-starts-empty', "A child starts without its parent's state.", () => ({ copy: () => new Machine() })),
  mutant('fork-loses-globals', "A child has its parent's files and not its Python globals.", () => ({
    copy: (machine) => new Machine(machine.files),
  })),
  mutant('fork-loses-files', "A child has its parent's Python globals and not its files.", () => ({
    copy: (machine) => new Machine(new Map(), machine.globals),
  })),
  mutant('siblings-share-state', 'The children of one fork are one machine.', (b) => {
    const copies = new WeakMap<Machine, Machine>();
    return {
      copy: (machine) => {
        const copy = copies.get(machine) ?? b.copy(machine);
        copies.set(machine, copy);
        return copy;
      },
    };
  }),
  mutant('fork-ends-parent', 'The parent is gone after a fork.', () =>
    changed('forkSandbox', (answer, call) => {
      call.sandboxes.destroy(call.route.parameters.id ?? '');
      return answer;
    }),
  ),
];

export const mergeMutants: readonly Defect[] = [
  mutant('merge-answers-500', 'mergeSandbox does its work and answers 500.', () =>
    changed('mergeSandbox', () => failure(500, 'swap failed')),
  ),
  mutant('merge-keeps-winner', "The winner's id still works after a merge.", () => ({
    merge: (sandboxes, parent, winner) => sandboxes.replace(parent, sandboxes.find(winner)?.copy() ?? new Machine()),
  })),
  mutant('merge-keeps-parent-state', 'After a merge the parent has its old state.', () => ({
    merge: (sandboxes, _, winner) => sandboxes.destroy(winner),
  })),
  mutant('merge-loses-state', 'After a merge the parent is empty.', () => ({
    merge: (sandboxes, parent, winner) => {
      sandboxes.destroy(winner);
      sandboxes.replace(parent, new Machine());
    },
  })),
  mutant('merge-keeps-winner-id', "After a merge the winner's id works and the parent's does not.", () => ({
    merge: (sandboxes, parent) => sandboxes.destroy(parent),
  })),
  handles('mergeSandbox', 'merge-into-self-accepted', 'A sandbox can be merged into itself.', (before) => (call) => {
    const { parent, winner } = call.route.parameters;
    return parent === winner ? noContent : before(call);
  }),
  handles('mergeSandbox', 'merge-repeat-accepted', 'The same merge can be repeated.', (before) => (call) => {
    return call.sandboxes.isGone(call.route.parameters.winner ?? '') ? noContent : before(call);
  }),
  handles(
    'mergeSandbox',
    'merge-ignores-unknown-winner',
    'A merge with an unknown winner succeeds.',
    (before) => (call) => {
      return call.sandboxes.find(call.route.parameters.winner ?? '') ? before(call) : noContent;
    },
  ),
];

/** The reference that takes a part of an id that it gave, or one like it, for the id. */
function names(name: string, defect: string, isLike: (id: string, given: string) => boolean): Defect {
  return mutant(name, defect, (b) => {
    const ids: string[] = [];
    return {
      ...changed('createSandbox', (answer) => {
        ids.push(JSON.parse(String(answer.body)).id);
        return answer;
      }),
      routePath: (call) =>
        b.routePath(call).replace(/(?<=^\/v1\/sandboxes\/)[^/]+/, (given) => {
          return ids.find((id) => isLike(id, given)) ?? given;
        }),
    };
  });
}

export const destroyMutants: readonly Defect[] = [
  names('id-prefix-accepted', 'The beginning of an id names the sandbox.', (id, given) => id.startsWith(given)),
  names('id-extension-accepted', 'What begins with an id names the sandbox.', (id, given) => given.startsWith(id)),
  names('id-case-ignored', 'Ids are compared without case.', (id, given) => id === given.toLowerCase()),
  mutant('destroyed-winner-takes-parent', 'Destroying a winner after its merge ends the parent.', (b) => {
    const parents = new Map<string, string>();
    return {
      merge: (sandboxes, parent, winner) => {
        parents.set(winner, parent);
        b.merge(sandboxes, parent, winner);
      },
      destroy: (sandboxes, id) => b.destroy(sandboxes, parents.get(id) ?? id),
    };
  }),
  mutant('destroyed-child-takes-parent', 'Destroying a fork ends what it was forked from.', (b) => ({
    destroy: (sandboxes, id) => {
      const parent = sandboxes.list().find((sandbox) => sandbox.id === id)?.parent;
      if (parent !== undefined) b.destroy(sandboxes, parent);
      b.destroy(sandboxes, id);
    },
  })),
  mutant('destroy-does-nothing', 'destroySandbox answers 204 and the sandbox lives on.', () => ({
    destroy: () => {},
  })),
  mutant('destroy-answers-500', 'destroySandbox does its work and answers 500.', () =>
    changed('destroySandbox', () => failure(500, 'cleanup failed')),
  ),
  mutant('destroy-answers-202', 'destroySandbox answers 202.', () => changed('destroySandbox', () => json(202, {}))),
  handles('destroySandbox', 'destroy-repeat-fails', 'Destroying a sandbox again is a 500.', (before) => (call) => {
    return call.sandboxes.isGone(call.route.parameters.id ?? '') ? failure(500, 'already gone') : before(call);
  }),
  mutant('destroy-takes-children', 'Destroying a sandbox ends its forks, too.', (b) => {
    const children = new Map<string, readonly string[]>();
    return {
      ...changed('forkSandbox', (answer, call) => {
        children.set(call.route.parameters.id ?? '', JSON.parse(String(answer.body)).children);
        return answer;
      }),
      destroy: (sandboxes, id) => {
        for (const child of children.get(id) ?? []) b.destroy(sandboxes, child);
        b.destroy(sandboxes, id);
      },
    };
  }),
  mutant('exec-after-destroy-works', 'A destroyed sandbox comes back when it is used.', () => ({
    beforeGate: (call) => {
      const id = call.route.parameters.id ?? '';
      if (call.route.operation?.id === 'execSandbox' && call.sandboxes.isGone(id)) {
        call.sandboxes.replace(id, new Machine());
      }
      return undefined;
    },
  })),
  misses('unknown-sandbox-answers-500', 'An unknown sandbox is a 500.', () => failure(500, 'no such machine')),
  misses('unknown-sandbox-answers-400', 'An unknown sandbox is a 400.', () => failure(400, 'bad id')),
  misses('unknown-sandbox-without-error', 'The 404 of an unknown sandbox has no "error".', () =>
    json(404, { detail: 'Not Found' }),
  ),
  misses('unknown-sandbox-is-html', 'The 404 of an unknown sandbox is an HTML page.', (answer) => ({
    ...answer,
    headers: { 'content-type': 'text/html' },
    body: '<h1>404</h1>',
  })),
  misses('unknown-sandbox-in-other-words', 'The 404 of an unknown sandbox has another text.', () =>
    failure(404, 'not found'),
  ),
];
