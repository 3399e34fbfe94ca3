// The inspector: shows the requests of the mock as they arrive. All data comes from the control API.
import { byId, command, el, plural } from './dom.js';
import { List } from './list.js';
import { outcomeOf } from './rows.js';
import { Sandboxes } from './sandboxes.js';
import { follow } from './stream.js';

/** Milliseconds between two announcements of new requests to screen readers. */
const ANNOUNCE_MS = 5000;
const MODES = {
  enforced: 'a key is required',
  open: 'no key is required (dev mode)',
  disabled: 'no key is required (auth is disabled)',
};

const state = byId('state');
const pause = byId('pause');
let url = location.origin;
let connected = false;

const list = new List(() => url, changed);
const sandboxes = new Sandboxes(pick, (namespace) => list.selectsNamespace(namespace));
byId('space').addEventListener('change', () => sandboxes.refresh());

function pick(id) {
  if (id !== undefined) list.search(list.searched === id ? '' : id);
  sandboxes.mark(list.searched);
}

let unannounced = { all: 0, refused: 0 };
let announcing = false;
function announce(fresh) {
  unannounced.all += fresh.length;
  unannounced.refused += fresh.filter((entry) => outcomeOf(entry) === 'fail').length;
  if (announcing || unannounced.all === 0) return;
  announcing = true;
  setTimeout(() => {
    announcing = false;
    const { all, refused } = unannounced;
    unannounced = { all: 0, refused: 0 };
    byId('spoken').textContent = `${plural(all, 'new request')}${refused > 0 ? `, ${refused} refused` : ''}`;
  }, ANNOUNCE_MS);
}

function changed(fresh) {
  const { size, shown, held } = list;
  byId('count').textContent = shown === size ? size.toLocaleString('en-US') : `${shown} of ${size}`;
  byId('first').hidden = size + held > 0 || !connected;
  byId('nothing').hidden = size === 0 || shown > 0;
  pause.textContent = !list.paused ? 'Pause' : held > 0 ? `Resume, ${held} new` : 'Resume';
  if (fresh.length > 0) {
    announce(fresh);
    sandboxes.refresh();
  }
  sandboxes.mark(list.searched);
}

function showState(tone, text) {
  if (state.textContent === text) return;
  state.className = `verdict ${tone}`;
  state.textContent = text;
}

function fact(name, value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value));
}

follow({
  onInfo(info, restarted) {
    connected = true;
    url = info.url ?? location.origin;
    list.cap = info.cap;
    if (restarted) list.clear();
    const { host } = new URL(url);
    document.title = `Mock ${host}`;
    byId('where').textContent = host;
    byId('version').textContent = `podflare-conformance ${info.version}, contract ${info.contract.version}`;
    byId('facts').replaceChildren(
      fact('Auth', MODES[info.mode] ?? info.mode),
      fact('Keys', String(info.keys)),
      fact('Journal', info.cap === 0 ? 'keeps nothing' : `the last ${plural(info.cap, 'request')}`),
    );
    const key = info.mode === 'enforced' ? ' -H "Authorization: Bearer $PODFLARE_API_KEY"' : '';
    byId('probe').replaceChildren(command(`curl -i ${url}/v1/healthz`));
    byId('create').replaceChildren(command(`curl -i -X POST${key} ${url}/v1/sandboxes`));
    byId('create-with').hidden = key === '';
    showState(
      'good',
      restarted ? 'Live. The mock was restarted; earlier requests are gone.' : 'Live. Requests appear as they arrive.',
    );
    sandboxes.refresh();
    changed([]);
  },
  onRequest: (entry) => list.add(entry),
  onLost: () => showState('fair', 'The mock does not respond. Reconnecting…'),
});

function togglePause() {
  list.paused = !list.paused;
  if (list.paused) changed([]);
  else list.resume();
}

async function clear() {
  const response = await fetch('journal?namespaces=all', { method: 'DELETE' }).catch(() => undefined);
  if (response?.ok) list.clear();
}

const keys = {
  '/': () => document.querySelector('#bar input[type=search]').focus(),
  j: () => list.move(1),
  k: () => list.move(-1),
  p: togglePause,
  Escape: () => {
    list.showAll();
    sandboxes.refresh();
  },
};
document.addEventListener('keydown', (event) => {
  const typing = event.target.matches?.('input[type=search]');
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== 'Escape')) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
  if (typing) event.target.blur();
});
pause.addEventListener('click', togglePause);
byId('clear').addEventListener('click', clear);
