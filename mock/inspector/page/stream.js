/** Milliseconds until a stream that was refused is asked for again. */
const AGAIN_MS = 1000;

/**
 * Follows the mock's events for as long as the page lives, also past a restart of the mock. `onInfo` hears what the mock
 * is whenever it is reached, and whether it is another run than before; `onLost` that it is not reached.
 */
export function follow({ onInfo, onRequest, onLost }) {
  let run;
  let last = 0;
  let restarted = false;

  function open() {
    const source = new EventSource(`events?namespaces=all&after=${last}`);
    source.addEventListener('info', ({ data }) => {
      const info = JSON.parse(data);
      if (run !== undefined && run !== info.run) {
        // The browser has asked for what came after the last request of the run before.
        run = info.run;
        last = 0;
        restarted = true;
        source.close();
        open();
        return;
      }
      run = info.run;
      onInfo(info, restarted);
      restarted = false;
    });
    source.addEventListener('request', ({ data, lastEventId }) => {
      last = Number(lastEventId);
      onRequest(JSON.parse(data));
    });
    source.addEventListener('error', () => {
      onLost();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    });
  }
  open();
}
