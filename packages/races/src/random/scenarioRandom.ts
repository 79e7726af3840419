/** 2 to the power of −32. */
const UNIT = 1 / 4_294_967_296;

/** Makes the sum of four 16-bit numbers, less its mean, one of spread 1: √3 / 2^16. */
const BELL_SCALE = Math.sqrt(3) / 65_536;
const BELL_MEAN = 2 * 65_535;

/**
 * The random numbers of one scenario, which depend on nothing but the seed and the scenario's index:
 * any thread can compute any scenario. xoshiro128** by Blackman and Vigna, its state filled from a
 * mix of both numbers.
 */
export class ScenarioRandom {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  /** Begins the stream of a scenario. */
  begin(seed: number, scenario: number): void {
    const base = stir(stir(seed) ^ Math.imul(scenario + 1, 0x9e3779b9));
    this.setState(stir(base + 1), stir(base + 2), stir(base + 3) | 1, stir(base + 4));
  }

  setState(...state: [number, number, number, number]): void {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** 32 random bits, as a signed number. */
  bits(): number {
    const b = this.#b;
    const product = Math.imul(b, 5);
    const bits = Math.imul((product << 7) | (product >>> 25), 9);
    const c = this.#c ^ this.#a;
    const d = this.#d ^ b;
    this.#b = b ^ c;
    this.#a ^= d;
    this.#c = c ^ (b << 9);
    this.#d = (d << 11) | (d >>> 21);
    return bits;
  }

  /** Evenly from 0 to below 1. */
  share(): number {
    return (this.bits() >>> 0) * UNIT;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.share() * limit);
  }

  /**
   * Mean 0, spread 1, nearly normal: the sum of four even draws (Irwin–Hall), which never leaves
   * ±3.5 and needs neither logarithm nor sine.
   */
  bell(): number {
    const one = this.bits();
    const two = this.bits();
    const sum = (one & 0xffff) + (one >>> 16) + (two & 0xffff) + (two >>> 16);
    return (sum - BELL_MEAN) * BELL_SCALE;
  }
}

/** The finalizer of MurmurHash3: every bit in changes half of the bits out. */
function stir(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
