import { byId, el, plural } from './dom.js';
import { outcomeOf, row, textOf } from './rows.js';

/** Rows that are shown at most, whatever the mock keeps. */
const MOST = 2000;

/** Values of the choice of a namespace besides labels. */
const ALL = 'all';
const NONE = 'none';

/** The requests, the latest on top, and what is shown of them. */
export class List {
  #list = byId('list');
  #search = document.querySelector('#bar input[type=search]');
  #chips = [...document.querySelectorAll('#bar .chip input')];
  #space = byId('space');
  /** Oldest first: the request, its row, and whether it is wanted. */
  #rows = [];
  #pending = [];
  #waiting = 0;
  #cap = MOST;
  #origin;
  paused = false;

  /** `origin` gives the URL of hostd; `onChange` hears of every change, with the requests that are new. */
  constructor(origin, onChange) {
    this.#origin = origin;
    this.onChange = onChange;
    this.#search.addEventListener('input', () => this.filterSoon());
    for (const choice of [...this.#chips, this.#space]) choice.addEventListener('change', () => this.filter());
  }

  get size() {
    return this.#rows.length;
  }

  /** How many wait for the end of a pause. */
  get held() {
    return this.paused ? this.#pending.length : 0;
  }

  get shown() {
    return this.#rows.filter(({ item }) => !item.hidden).length;
  }

  /** As many rows as the journal keeps. */
  set cap(cap) {
    this.#cap = cap === 0 ? MOST : Math.min(cap, MOST);
  }

  /** Takes a request in; it is drawn with all others of the same moment. */
  add(entry) {
    this.#pending.push(entry);
    if (this.#pending.length > this.#cap) this.#pending.splice(0, this.#pending.length - this.#cap);
    this.#soon();
  }

  #soon() {
    if (this.#waiting === 0)
      this.#waiting = requestAnimationFrame(() => {
        this.#waiting = 0;
        if (this.paused) this.onChange([]);
        else this.#draw();
      });
  }

  #draw() {
    const fresh = this.#pending.splice(0);
    const wanted = this.#wanted();
    const items = fresh.map((entry) => {
      const item = row(entry, this.#origin);
      item.hidden = !wanted(entry);
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
    this.#draw();
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
    const wanted = this.#wanted();
    for (const { entry, item } of this.#rows) item.hidden = !wanted(entry);
    this.onChange([]);
    byId('spoken').textContent = `${this.shown} of ${plural(this.size, 'request')} shown`;
  }

  /** Shows only what holds `text`; everything when it is empty. */
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

  /** Whether what belongs to this namespace is to be shown; undefined stands for none. */
  isOfSpace(namespace) {
    return this.#space.value === ALL || this.#space.value === (namespace ?? NONE);
  }

  #wanted() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const outcomes = new Set(this.#chips.filter(({ checked }) => checked).map(({ value }) => value));
    return (entry) => {
      if (!outcomes.has(outcomeOf(entry)) || !this.isOfSpace(entry.namespace)) return false;
      if (words.length === 0) return true;
      const text = textOf(entry);
      return words.every((word) => text.includes(word));
    };
  }

  #count() {
    const counts = { pass: 0, fail: 0, warn: 0, note: 0 };
    for (const { entry } of this.#rows) counts[outcomeOf(entry)] += 1;
    for (const chip of this.#chips) chip.parentElement.querySelector('b').textContent = counts[chip.value];
    this.#offerSpaces();
  }

  /** Offers the namespaces of the rows, and the one that is chosen. The choice is hidden where there is none. */
  #offerSpaces() {
    const { value } = this.#space;
    const labels = new Set(this.#rows.flatMap(({ entry }) => entry.namespace ?? []));
    if (value !== ALL && value !== NONE) labels.add(value);
    const values = [...labels].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    this.#space.parentElement.hidden = values.length === 0 && value === ALL;
    const offered = [...this.#space.options].slice(2).map((option) => option.value);
    if (offered.join() === values.join()) return;
    while (this.#space.options.length > 2) this.#space.lastElementChild.remove();
    this.#space.append(...values.map((label) => el('option', { value: label }, label)));
    this.#space.value = value;
  }

  /** Moves the focus by so many rows of those that are shown. */
  move(by) {
    const heads = [...this.#list.querySelectorAll('details:not([hidden]) > summary')];
    const at = heads.findIndex((head) => head.parentElement.contains(document.activeElement));
    const head = at < 0 ? heads.at(by > 0 ? 0 : -1) : heads[at + by];
    head?.focus();
    head?.scrollIntoView({ block: 'nearest' });
  }
}
