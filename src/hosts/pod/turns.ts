/** Grants exclusive turns in the order in which they were requested. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits at most `limitMs` milliseconds. Resolves to a function that ends the turn, or to undefined. */
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
