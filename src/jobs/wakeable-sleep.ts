/** A pause that ends early when somebody calls `wake`; a call that comes between two pauses ends the next one at once. */
export class WakeableSleep {
  #awake = false;
  #end: (() => void) | null = null;

  wake(): void {
    this.#awake = true;
    this.#end?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#awake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#end = null;
    this.#awake = false;
  }
}
