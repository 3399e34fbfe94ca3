import { Machine } from '../interpreter/machine.ts';
import { failure, HttpError, json, noContent, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { changed, handles } from './tools.ts';

/** A mutant that responds to unknown sandboxes differently. */
function misses(name: string, defect: string, change: (response: Response) => Response): Defect {
  return mutant(name, defect, () => ({
    finish: (response, call) => (response.status === 404 && call.route.operation ? change(response) : response),
  }));
}

/** A mutant that changes the children of a fork. */
function forks(name: string, defect: string, change: (children: string[]) => string[]): Defect {
  return mutant(name, defect, () =>
    changed('forkSandbox', (response) => json(200, { children: change(JSON.parse(String(response.body)).children) })),
  );
}

/** A mutant that accepts an invalid number of children. */
function accepts(name: string, defect: string, isAccepted: (n: number) => boolean): Defect {
  return mutant(name, defect, (b) => ({ forkBody: (value) => isAccepted(Object(value).n) || b.forkBody(value) }));
}

export const forkMutants: readonly Defect[] = [
  forks('fork-one-too-few', 'forkSandbox creates one child fewer than requested.', (children) => children.slice(1)),
  forks('fork-always-one', 'forkSandbox returns one child regardless of n.', (children) => children.slice(0, 1)),
  forks('fork-repeats-child', 'forkSandbox returns the same child n times.', ([child = '', ...rest]) => [
    child,
    ...rest.map(() => child),
  ]),
  forks('fork-gives-unknown-ids', 'forkSandbox returns IDs that do not exist.', (children) =>
    children.map((id) => `${id}0`),
  ),
  mutant('fork-under-sandboxes', 'forkSandbox returns the children as "sandboxes".', () =>
    changed('forkSandbox', (response) => json(200, { sandboxes: JSON.parse(String(response.body)).children })),
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
  handles(
    'forkSandbox',
    'fork-out-of-range-answers-500',
    'forkSandbox responds with 500 when n is out of range.',
    (before) => async (call) => {
      try {
        return await before(call);
      } catch (error) {
        if (error instanceof HttpError && error.status === 400) return failure(500, 'too many');
        throw error;
      }
    },
  ),
  mutant('fork-shares-state', 'A child and its parent share one state.', () => ({ copy: (machine) => machine })),
  mutant('fork-starts-empty', 'A child starts without the state of its parent.', () => ({ copy: () => new Machine() })),
  mutant('fork-loses-globals', 'A child starts without the Python globals of its parent.', () => ({
    copy: (machine) => new Machine(machine.files),
  })),
  mutant('fork-loses-files', 'A child starts without the files of its parent.', () => ({
    copy: (machine) => new Machine(new Map(), machine.globals),
  })),
  mutant('siblings-share-state', 'The children of one fork share one state.', (b) => {
    const copies = new WeakMap<Machine, Machine>();
    return {
      copy: (machine) => {
        const copy = copies.get(machine) ?? b.copy(machine);
        copies.set(machine, copy);
        return copy;
      },
    };
  }),
  mutant('fork-ends-parent', 'forkSandbox destroys the parent.', () =>
    changed('forkSandbox', (response, call) => {
      call.sandboxes.destroy(call.route.parameters.id ?? '');
      return response;
    }),
  ),
];

export const mergeMutants: readonly Defect[] = [
  mutant('merge-answers-500', 'mergeSandbox succeeds but responds with 500.', () =>
    changed('mergeSandbox', () => failure(500, 'swap failed')),
  ),
  mutant('merge-keeps-winner', 'The ID of the winner still works after a merge.', () => ({
    merge: (sandboxes, parent, winner) => sandboxes.replace(parent, sandboxes.find(winner)?.copy() ?? new Machine()),
  })),
  mutant('merge-keeps-parent-state', 'The parent keeps its old state after a merge.', () => ({
    merge: (sandboxes, _, winner) => sandboxes.destroy(winner),
  })),
  mutant('merge-loses-state', 'The parent is empty after a merge.', () => ({
    merge: (sandboxes, parent, winner) => {
      sandboxes.destroy(winner);
      sandboxes.replace(parent, new Machine());
    },
  })),
  mutant('merge-keeps-winner-id', 'After a merge the sandbox has the ID of the winner instead of the parent.', () => ({
    merge: (sandboxes, parent) => sandboxes.destroy(parent),
  })),
  handles('mergeSandbox', 'merge-into-self-accepted', 'A sandbox can be merged into itself.', (before) => (call) => {
    const { parent, winner } = call.route.parameters;
    return parent === winner ? noContent : before(call);
  }),
  handles('mergeSandbox', 'merge-repeat-accepted', 'A merge can be repeated.', (before) => (call) => {
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

/** A mutant that resolves similar IDs to an existing sandbox. */
function names(name: string, defect: string, isSimilar: (id: string, requested: string) => boolean): Defect {
  return mutant(name, defect, (b) => {
    const ids: string[] = [];
    return {
      ...changed('createSandbox', (response) => {
        ids.push(JSON.parse(String(response.body)).id);
        return response;
      }),
      routePath: (call) =>
        b.routePath(call).replace(/(?<=^\/v1\/sandboxes\/)[^/]+/, (requested) => {
          return ids.find((id) => isSimilar(id, requested)) ?? requested;
        }),
    };
  });
}

export const destroyMutants: readonly Defect[] = [
  names('id-prefix-accepted', 'A prefix of an ID is accepted for the ID.', (id, requested) => id.startsWith(requested)),
  names('id-extension-accepted', 'Any text that starts with an ID is accepted for the ID.', (id, requested) =>
    requested.startsWith(id),
  ),
  names('id-case-ignored', 'IDs are compared case-insensitively.', (id, requested) => id === requested.toLowerCase()),
  mutant('destroyed-winner-takes-parent', 'Destroying a winner after its merge destroys the parent.', (b) => {
    const parents = new Map<string, string>();
    return {
      merge: (sandboxes, parent, winner) => {
        parents.set(winner, parent);
        b.merge(sandboxes, parent, winner);
      },
      destroy: (sandboxes, id) => b.destroy(sandboxes, parents.get(id) ?? id),
    };
  }),
  mutant('destroyed-child-takes-parent', 'Destroying a fork destroys its parent.', (b) => ({
    destroy: (sandboxes, id) => {
      const parent = sandboxes.list().find((sandbox) => sandbox.id === id)?.parent;
      if (parent !== undefined) b.destroy(sandboxes, parent);
      b.destroy(sandboxes, id);
    },
  })),
  mutant('destroy-does-nothing', 'destroySandbox responds with 204 but does not destroy the sandbox.', () => ({
    destroy: () => {},
  })),
  mutant('destroy-answers-500', 'destroySandbox succeeds but responds with 500.', () =>
    changed('destroySandbox', () => failure(500, 'cleanup failed')),
  ),
  mutant('destroy-answers-202', 'destroySandbox responds with 202.', () =>
    changed('destroySandbox', () => json(202, {})),
  ),
  handles('destroySandbox', 'destroy-repeat-fails', 'Destroying a sandbox again causes a 500.', (before) => (call) => {
    return call.sandboxes.isGone(call.route.parameters.id ?? '') ? failure(500, 'already gone') : before(call);
  }),
  mutant('destroy-takes-children', 'Destroying a sandbox destroys its forks too.', (b) => {
    const children = new Map<string, readonly string[]>();
    return {
      ...changed('forkSandbox', (response, call) => {
        children.set(call.route.parameters.id ?? '', JSON.parse(String(response.body)).children);
        return response;
      }),
      destroy: (sandboxes, id) => {
        for (const child of children.get(id) ?? []) b.destroy(sandboxes, child);
        b.destroy(sandboxes, id);
      },
    };
  }),
  mutant('exec-after-destroy-works', 'execSandbox recreates a destroyed sandbox.', () => ({
    beforeGate: (call) => {
      const id = call.route.parameters.id ?? '';
      if (call.route.operation?.id === 'execSandbox' && call.sandboxes.isGone(id)) {
        call.sandboxes.replace(id, new Machine());
      }
      return undefined;
    },
  })),
  misses('unknown-sandbox-answers-500', 'An unknown sandbox causes a 500.', () => failure(500, 'no such machine')),
  misses('unknown-sandbox-answers-400', 'An unknown sandbox causes a 400.', () => failure(400, 'bad id')),
  misses('unknown-sandbox-without-error', 'The 404 response for an unknown sandbox has no "error".', () =>
    json(404, { detail: 'Not Found' }),
  ),
  misses('unknown-sandbox-is-html', 'The 404 response for an unknown sandbox is an HTML page.', (response) => ({
    ...response,
    headers: { 'content-type': 'text/html' },
    body: '<h1>404</h1>',
  })),
  misses('unknown-sandbox-in-other-words', 'The 404 response for an unknown sandbox has a different text.', () =>
    failure(404, 'not found'),
  ),
];
