// What the page does by itself: search, filter, fold, move by keyboard, copy, open what a link names. It works on what
// it finds in the page; without it the page is complete, and folds.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const bar = document.querySelector('.toolbar');
  const search = bar.querySelector('input[type=search]');
  const chips = all('.chip input[value]', bar);
  const differing = bar.querySelector('.differing');
  const fold = bar.querySelector('.fold');
  const count = bar.querySelector('output');
  const nothing = document.querySelector('.nothing');
  const items = all('[data-outcome]');
  const groups = all('.group');
  const texts = new Map();
  let waiting = 0;

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const visible = () => items.filter((item) => !item.hidden);
  const folderOf = (item) => (item.matches('details') ? item : item.querySelector('details'));
  const opened = () => visible().some((item) => folderOf(item)?.open);

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(chips.filter((chip) => chip.checked).map((chip) => chip.value));
    for (const item of items) {
      const kept = item.dataset.outcome.split(' ').some((outcome) => wanted.has(outcome));
      const alike = differing?.checked && !item.matches('.differs');
      item.hidden = !kept || alike || !words.every((word) => textOf(item).includes(word));
    }
    for (const group of groups) {
      const members = group.querySelectorAll('[data-outcome]:not([hidden])').length;
      const total = group.querySelector('.total');
      if (total) total.textContent = members;
      group.hidden = members === 0;
    }
    const shown = visible().length;
    count.textContent = shown === items.length ? `${shown} checks` : `${shown} of ${items.length} checks`;
    nothing.hidden = shown > 0;
    name();
  }

  function name() {
    fold.textContent = opened() ? 'Close all' : 'Open all';
  }

  function foldAll() {
    const open = !opened();
    for (const folder of visible().map(folderOf)) if (folder) folder.open = open;
    name();
  }

  function reset() {
    search.value = '';
    for (const chip of chips) chip.checked = true;
    if (differing) differing.checked = false;
    filter();
  }

  function move(by) {
    const heads = visible().flatMap((item) => item.querySelector('summary') ?? []);
    const at = heads.findIndex((head) => head.parentElement.contains(document.activeElement));
    const head = at < 0 ? heads.at(by > 0 ? 0 : -1) : heads[at + by];
    head?.focus();
    head?.scrollIntoView({ block: 'nearest' });
  }

  function follow() {
    const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!item?.matches('.check')) return;
    if (item.hidden) reset();
    item.open = true;
    item.querySelector('summary').focus({ preventScroll: true });
    item.scrollIntoView();
  }

  const keys = {
    '/': () => search.focus(),
    j: () => move(1),
    k: () => move(-1),
    e: foldAll,
    Escape: reset,
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target === search;
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== 'Escape')) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
    if (typing) search.blur();
  });

  search.addEventListener('input', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  bar.addEventListener('change', filter);
  bar.addEventListener('submit', (event) => event.preventDefault());
  fold.addEventListener('click', foldAll);
  document.addEventListener('toggle', name, true);
  window.addEventListener('hashchange', follow);
  // A link that is followed twice changes no hash.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('a')?.hash === location.hash) follow();
  });

  // On paper what was found is open, and what passed is its line.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = visible().filter((item) => item.matches('details:not([open], .pass, .skip)'));
    for (const item of folded) item.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const item of folded) item.open = false;
  });

  function copy(button, pre) {
    const done = () => {
      button.textContent = 'Copied';
    };
    const select = () => getSelection().selectAllChildren(pre);
    if (navigator.clipboard) navigator.clipboard.writeText(pre.textContent).then(done, select);
    else select();
  }
  for (const pre of all('.command pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', () => copy(button, pre));
    pre.after(button);
  }

  bar.hidden = false;
  for (const hint of all('.keys')) hint.hidden = false;
  filter();
  follow();
})();
