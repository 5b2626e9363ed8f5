/** A gate that is closed: who comes to it waits until it is opened. */
export class Gate {
  open: () => void = () => {};
  /** Resolves when somebody has come. */
  readonly reached: Promise<void>;
  readonly #opened: Promise<void>;
  #come: () => void = () => {};

  constructor() {
    this.reached = new Promise((resolve) => {
      this.#come = resolve;
    });
    this.#opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  pass(): Promise<void> {
    this.#come();
    return this.#opened;
  }
}
