import { forksOf } from '../forks.ts';
import { byId, el, spaceMark } from './dom.js';

/** Maximum number of sandboxes that are shown. */
const MAX_SANDBOXES = 300;
/** Minimum milliseconds between two requests for the sandboxes. */
const REFRESH_MS = 500;
/** Characters of an ID that are shown. */
const ID_LENGTH = 12;

/** The sandboxes that exist, as trees of forks. Clicking one shows its requests. */
export class Sandboxes {
  #box = byId('sandboxes');
  #waiting = false;
  #onPick;
  #isSelected;

  /** `onPick` receives the ID of a clicked sandbox; `isSelected` returns whether a namespace is shown. */
  constructor(onPick, isSelected) {
    this.#onPick = onPick;
    this.#isSelected = isSelected;
    this.#box.open = matchMedia('(min-width: 60rem)').matches;
  }

  /** Fetches the sandboxes again, at most once in `REFRESH_MS`. */
  refresh() {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(async () => {
      this.#waiting = false;
      const { sandboxes } = await fetch('sandboxes?namespaces=all').then(
        (response) => response.json(),
        () => ({}),
      );
      if (sandboxes) this.#render(sandboxes.filter(({ namespace }) => this.#isSelected(namespace)));
    }, REFRESH_MS);
  }

  /** Highlights the sandbox whose ID is the search text. */
  mark(searched) {
    for (const button of this.#box.querySelectorAll('.sandbox'))
      button.setAttribute('aria-pressed', String(button.title === searched));
  }

  #render(sandboxes) {
    const focused = document.activeElement?.closest('.sandbox')?.title;
    byId('sandboxes-count').textContent = sandboxes.length;
    byId('no-sandbox').hidden = sandboxes.length > 0;
    const room = { left: MAX_SANDBOXES };
    byId('forks').replaceChildren(...this.#tree(forksOf(sandboxes), room));
    if (sandboxes.length > MAX_SANDBOXES)
      byId('forks').append(el('p', { class: 'quiet' }, `${sandboxes.length - MAX_SANDBOXES} more are not shown.`));
    if (focused) [...this.#box.querySelectorAll('.sandbox')].find(({ title }) => title === focused)?.focus();
    this.#onPick(undefined);
  }

  #tree(forks, room, parentNamespace) {
    const items = [];
    for (const { id, exists, namespace, forks: own } of forks) {
      if (room.left === 0) break;
      room.left -= 1;
      const button = el(
        'button',
        { type: 'button', class: 'sandbox', title: id, 'aria-pressed': 'false' },
        id.slice(0, ID_LENGTH),
      );
      button.addEventListener('click', () => this.#onPick(id));
      const ended = exists ? undefined : el('span', { class: 'quiet' }, ' ended');
      const count =
        own.length > 0
          ? el('span', { class: 'quiet' }, ` ${own.length === 1 ? '1 fork' : `${own.length} forks`}`)
          : undefined;
      const space = namespace !== undefined && namespace !== parentNamespace ? spaceMark(namespace) : undefined;
      items.push(el('li', {}, button, space, ended, count, this.#tree(own, room, namespace)));
    }
    return items.length > 0 ? [el('ul', { class: 'forks' }, items)] : [];
  }
}
