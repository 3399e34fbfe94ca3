import { forksOf } from '../forks.ts';
import { byId, el, spaceMark } from './dom.js';

/** Sandboxes that are drawn at most. */
const MOST = 300;
/** Milliseconds between two looks at the sandboxes. */
const PACE_MS = 500;
/** Characters of an id that tell it from others. */
const ID = 12;

/** The sandboxes that exist, as the trees of their forks. A button of each shows its requests. */
export class Sandboxes {
  #box = byId('sandboxes');
  #waiting = false;
  #onPick;
  #isWanted;

  /** `onPick` hears which is chosen; `isWanted` says of which namespaces they are drawn. */
  constructor(onPick, isWanted) {
    this.#onPick = onPick;
    this.#isWanted = isWanted;
    this.#box.open = matchMedia('(min-width: 60rem)').matches;
  }

  /** Looks again, soon. */
  refresh() {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(async () => {
      this.#waiting = false;
      const { sandboxes } = await fetch('sandboxes?namespaces=all').then(
        (response) => response.json(),
        () => ({}),
      );
      if (sandboxes) this.#draw(sandboxes.filter(({ namespace }) => this.#isWanted(namespace)));
    }, PACE_MS);
  }

  /** Marks the sandbox that is searched for. */
  mark(searched) {
    for (const button of this.#box.querySelectorAll('.sandbox'))
      button.setAttribute('aria-pressed', String(button.title === searched));
  }

  #draw(sandboxes) {
    const focused = document.activeElement?.closest('.sandbox')?.title;
    byId('sandboxes-count').textContent = sandboxes.length;
    byId('no-sandbox').hidden = sandboxes.length > 0;
    const room = { left: MOST };
    byId('forks').replaceChildren(...this.#tree(forksOf(sandboxes), room));
    if (sandboxes.length > MOST)
      byId('forks').append(el('p', { class: 'quiet' }, `${sandboxes.length - MOST} more are not drawn.`));
    if (focused) [...this.#box.querySelectorAll('.sandbox')].find(({ title }) => title === focused)?.focus();
    this.#onPick(undefined);
  }

  #tree(forks, room, above) {
    const items = [];
    for (const { id, exists, namespace, forks: own } of forks) {
      if (room.left === 0) break;
      room.left -= 1;
      const button = el(
        'button',
        { type: 'button', class: 'sandbox', title: id, 'aria-pressed': 'false' },
        id.slice(0, ID),
      );
      button.addEventListener('click', () => this.#onPick(id));
      const ended = exists ? undefined : el('span', { class: 'quiet' }, ' ended');
      const count =
        own.length > 0
          ? el('span', { class: 'quiet' }, ` ${own.length === 1 ? '1 fork' : `${own.length} forks`}`)
          : undefined;
      const space = namespace !== undefined && namespace !== above ? spaceMark(namespace) : undefined;
      items.push(el('li', {}, button, space, ended, count, this.#tree(own, room, namespace)));
    }
    return items.length > 0 ? [el('ul', { class: 'forks' }, items)] : [];
  }
}
