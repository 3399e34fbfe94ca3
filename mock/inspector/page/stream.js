/** Milliseconds before reconnecting after a refused stream. */
const RETRY_MS = 1000;

/**
 * Follows the events of the mock, and reconnects after a restart of the mock. `onInfo` receives the description of the
 * mock after each connection, and whether the mock was restarted. `onLost` is called when the connection fails.
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
        // This stream starts after the last request of the previous run, so it may skip requests of the new one.
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
      if (source.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
    });
  }
  open();
}
