/** Lets one at a time have something, in the order in which they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits at most `limitMs` milliseconds; resolves with the function that ends the turn, or with undefined. */
  async take(limitMs: number): Promise<(() => void) | undefined> {
    const before = this.#last;
    let release = () => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limitMs);
    });
    const outcome = await Promise.race([before, late]);
    clearTimeout(timer);
    if (outcome !== 'late') return release;
    void before.then(release);
    return undefined;
  }
}
