// With how many of its pixels a map is drawn while it moves: with all of them as long as the machine
// keeps up. A moving picture may be coarse; one that stutters cannot be steered.

const SLOW_MS = 40;
const FAST_MS = 20;
const SEVERAL = 6;
// Whoever was slow has to be fast for long before it is tried with more.
const MANY = 120;

/** From fine to coarse; the next one has a bit more than half the pixels. */
export const SHARES = [1, 0.7, 0.5] as const;

export class Pace {
  private times: number[] = [];
  private fast = 0;
  private step = 0;

  /** Of the pixels along each side. */
  get share(): number {
    return SHARES[this.step] as number;
  }

  /** Hear how long a frame took, milliseconds. */
  hear(ms: number): void {
    this.fast = ms < FAST_MS ? this.fast + 1 : 0;
    this.times.push(ms);
    if (this.times.length > SEVERAL) this.times.shift();
    // Not by one that had to wait: a tile that came, or somebody else's work.
    const slow = this.times.filter((each) => each > SLOW_MS).length;
    if (slow > SEVERAL / 2) this.change(this.step + 1);
    else if (this.fast >= MANY) this.change(this.step - 1);
  }

  private change(step: number): void {
    this.step = Math.min(Math.max(step, 0), SHARES.length - 1);
    this.times = [];
    this.fast = 0;
  }
}
