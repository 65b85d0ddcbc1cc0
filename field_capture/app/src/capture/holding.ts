// Something that is held down, by a finger or by a key: short it means one thing, long another.
import { type ReadonlySignal, signal } from "@preact/signals";

const STEP_MS = 50;

export class Holding {
  /** How much of it has passed: 0 while nothing is held, 1 at its end. */
  readonly progress: ReadonlySignal<number>;
  readonly #progress = signal(0);
  readonly #lasts_ms: number;
  readonly #done: () => void;
  #by: string | null = null;
  #since = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(lasts_ms: number, done: () => void) {
    this.#lasts_ms = lasts_ms;
    this.#done = done;
    this.progress = this.#progress;
  }

  /** Begin, by whatever is held; a second finger begins nothing. */
  begin(by: string): void {
    if (this.#by !== null) return;
    this.#by = by;
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#step(), STEP_MS);
  }

  /** Let go; true where it was held, and too short. */
  release(by: string): boolean {
    if (this.#by !== by) return false;
    this.cancel();
    return true;
  }

  cancel(): void {
    clearInterval(this.#timer);
    this.#by = null;
    this.#progress.value = 0;
  }

  #step(): void {
    this.#progress.value = Math.min(1, (performance.now() - this.#since) / this.#lasts_ms);
    if (this.#progress.value < 1) return;
    this.cancel();
    this.#done();
  }
}
