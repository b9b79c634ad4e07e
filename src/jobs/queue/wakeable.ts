/** A sleep that others may end; a wake before it counts for it. */
export class Wakeable {
  #isAwake = false;
  #end: (() => void) | null = null;

  wake(): void {
    this.#isAwake = true;
    this.#end?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#isAwake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#end = null;
    }
    this.#isAwake = false;
  }
}
