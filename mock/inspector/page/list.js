import { byId, el, plural } from './dom.js';
import { outcomeOf, row, textOf } from './rows.js';

/** Maximum number of rows, even if the journal keeps more requests. */
const MAX_ROWS = 2000;

/** Options of the namespace filter besides the labels. */
const ALL = 'all';
const NONE = 'none';

/** The list of requests, latest first, and its filters. */
export class List {
  #list = byId('list');
  #search = document.querySelector('#bar input[type=search]');
  #chips = [...document.querySelectorAll('#bar .chip input')];
  #space = byId('space');
  /** Requests and their rows, oldest first. */
  #rows = [];
  #pending = [];
  #waiting = 0;
  #cap = MAX_ROWS;
  #origin;
  paused = false;

  /** `origin` returns the URL of hostd. The list calls `onChange` after every change, with the new requests. */
  constructor(origin, onChange) {
    this.#origin = origin;
    this.onChange = onChange;
    this.#search.addEventListener('input', () => this.filterSoon());
    for (const choice of [...this.#chips, this.#space]) choice.addEventListener('change', () => this.filter());
  }

  get size() {
    return this.#rows.length;
  }

  /** The number of requests that arrived during a pause. */
  get held() {
    return this.paused ? this.#pending.length : 0;
  }

  get shown() {
    return this.#rows.filter(({ item }) => !item.hidden).length;
  }

  /** Limits the rows to the capacity of the journal. */
  set cap(cap) {
    this.#cap = cap === 0 ? MAX_ROWS : Math.min(cap, MAX_ROWS);
  }

  /** Adds a request. All requests of one animation frame are rendered together. */
  add(entry) {
    this.#pending.push(entry);
    if (this.#pending.length > this.#cap) this.#pending.splice(0, this.#pending.length - this.#cap);
    this.#renderSoon();
  }

  #renderSoon() {
    if (this.#waiting === 0)
      this.#waiting = requestAnimationFrame(() => {
        this.#waiting = 0;
        if (this.paused) this.onChange([]);
        else this.#render();
      });
  }

  #render() {
    const fresh = this.#pending.splice(0);
    const isSelected = this.#predicate();
    const items = fresh.map((entry) => {
      const item = row(entry, this.#origin);
      item.hidden = !isSelected(entry);
      this.#rows.push({ entry, item });
      return item;
    });
    this.#list.prepend(...items.reverse());
    for (const { item } of this.#rows.splice(0, Math.max(0, this.#rows.length - this.#cap))) item.remove();
    this.#count();
    this.onChange(fresh);
  }

  resume() {
    this.paused = false;
    this.#render();
  }

  clear() {
    this.#pending.length = 0;
    this.#rows.length = 0;
    this.#list.replaceChildren();
    this.#count();
    this.onChange([]);
  }

  #filtering = 0;
  filterSoon() {
    cancelAnimationFrame(this.#filtering);
    this.#filtering = requestAnimationFrame(() => this.filter());
  }

  filter() {
    const isSelected = this.#predicate();
    for (const { entry, item } of this.#rows) item.hidden = !isSelected(entry);
    this.onChange([]);
    byId('spoken').textContent = `${this.shown} of ${plural(this.size, 'request')} shown`;
  }

  /** Shows only requests that contain all words of `text`. */
  search(text) {
    this.#search.value = text;
    this.filter();
  }

  get searched() {
    return this.#search.value;
  }

  showAll() {
    for (const chip of this.#chips) chip.checked = true;
    this.#space.value = ALL;
    this.search('');
  }

  /** Whether the filter selects this namespace; undefined stands for requests without one. */
  selectsNamespace(namespace) {
    return this.#space.value === ALL || this.#space.value === (namespace ?? NONE);
  }

  #predicate() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const outcomes = new Set(this.#chips.filter(({ checked }) => checked).map(({ value }) => value));
    return (entry) => {
      if (!outcomes.has(outcomeOf(entry)) || !this.selectsNamespace(entry.namespace)) return false;
      if (words.length === 0) return true;
      const text = textOf(entry);
      return words.every((word) => text.includes(word));
    };
  }

  #count() {
    const counts = { pass: 0, fail: 0, warn: 0, note: 0 };
    for (const { entry } of this.#rows) counts[outcomeOf(entry)] += 1;
    for (const chip of this.#chips) chip.parentElement.querySelector('b').textContent = counts[chip.value];
    this.#updateNamespaces();
  }

  /** Lists the namespaces of the rows and the selected one. The filter is hidden when there are none. */
  #updateNamespaces() {
    const { value } = this.#space;
    const labels = new Set(this.#rows.flatMap(({ entry }) => entry.namespace ?? []));
    if (value !== ALL && value !== NONE) labels.add(value);
    const values = [...labels].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    this.#space.parentElement.hidden = values.length === 0 && value === ALL;
    const listed = [...this.#space.options].slice(2).map((option) => option.value);
    if (listed.join() === values.join()) return;
    while (this.#space.options.length > 2) this.#space.lastElementChild.remove();
    this.#space.append(...values.map((label) => el('option', { value: label }, label)));
    this.#space.value = value;
  }

  /** Moves the focus by this number of visible rows. */
  move(by) {
    const heads = [...this.#list.querySelectorAll('details:not([hidden]) > summary')];
    const at = heads.findIndex((head) => head.parentElement.contains(document.activeElement));
    const head = at < 0 ? heads.at(by > 0 ? 0 : -1) : heads[at + by];
    head?.focus();
    head?.scrollIntoView({ block: 'nearest' });
  }
}
