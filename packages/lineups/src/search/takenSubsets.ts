import { mix } from '../slate/mix.ts';

const EMPTY = -1;
const FIRST_CAPACITY = 1_024;

/**
 * Which sets of drivers are spoken for. Two lineups differ in at least `minUnique` drivers exactly
 * when they have no subset of `rosterSize - minUnique + 1` drivers in common; so the subsets of
 * every lineup accepted are kept in a hash table, and a path that holds one is a dead end however it
 * goes on. A hit is checked against the lineup it came from, so a hash collision costs time only.
 */
export class TakenSubsets {
  readonly #subsetSize: number;
  /** A random word per driver; a set's hash is the exclusive or of its drivers' words. */
  readonly #words: Int32Array;
  readonly #lineups: Uint8Array[] = [];
  #hashes = new Int32Array(FIRST_CAPACITY);
  #owners = new Int32Array(FIRST_CAPACITY).fill(EMPTY);
  #size = 0;
  /** The path being asked about. */
  #path: Uint8Array = new Uint8Array(0);
  #length = 0;

  constructor(driverCount: number, rosterSize: number, minUnique: number) {
    this.#subsetSize = rosterSize - minUnique + 1;
    this.#words = Int32Array.from({ length: driverCount }, (_, position) => mix(position + 1, 0));
  }

  /** Takes all subsets of a lineup, which must not be changed afterwards. */
  take(lineup: Uint8Array): void {
    this.#lineups.push(lineup);
    this.#takeFrom(lineup, 0, { missing: this.#subsetSize, hash: 0 });
  }

  /** Whether the first `length` drivers hold a taken subset that the last of them is part of. */
  isTakenByLast(path: Uint8Array, length: number): boolean {
    if (this.#size === 0 || length < this.#subsetSize) return false;
    this.#path = path;
    this.#length = length;
    let hash = 0;
    for (let k = 0; k < length; k++) hash ^= this.#words[path[k]!]!;
    return this.#isTakenWithout(0, length - this.#subsetSize, hash);
  }

  /** Whether the whole lineup shares too many drivers with an accepted one. */
  isTaken(lineup: Uint8Array): boolean {
    for (let length = this.#subsetSize; length <= lineup.length; length++) {
      if (this.isTakenByLast(lineup, length)) return true;
    }
    return false;
  }

  /** Leaves out `surplus` of the path's drivers, at `from` or later but not the last, in every way. */
  #isTakenWithout(from: number, surplus: number, hash: number): boolean {
    if (surplus === 0) return this.#has(hash);
    for (let k = from; k < this.#length - surplus; k++) {
      const rest = hash ^ this.#words[this.#path[k]!]!;
      if (this.#isTakenWithout(k + 1, surplus - 1, rest)) return true;
    }
    return false;
  }

  #has(hash: number): boolean {
    const mask = this.#hashes.length - 1;
    for (let slot = scatter(hash) & mask; this.#owners[slot] !== EMPTY; slot = (slot + 1) & mask) {
      if (this.#hashes[slot] !== hash) continue;
      const owner = this.#lineups[this.#owners[slot]!]!;
      if (sharedDrivers(owner, this.#path, this.#length) >= this.#subsetSize) return true;
    }
    return false;
  }

  #takeFrom(lineup: Uint8Array, from: number, partial: { missing: number; hash: number }): void {
    const { missing, hash } = partial;
    if (missing === 0) {
      this.#insert(hash, this.#lineups.length - 1);
      return;
    }
    for (let k = from; k <= lineup.length - missing; k++) {
      const next = { missing: missing - 1, hash: hash ^ this.#words[lineup[k]!]! };
      this.#takeFrom(lineup, k + 1, next);
    }
  }

  #insert(hash: number, owner: number): void {
    if (2 * this.#size >= this.#hashes.length) this.#grow();
    const mask = this.#hashes.length - 1;
    let slot = scatter(hash) & mask;
    while (this.#owners[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.#hashes[slot] = hash;
    this.#owners[slot] = owner;
    this.#size++;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const owners = this.#owners;
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#owners = new Int32Array(2 * hashes.length).fill(EMPTY);
    this.#size = 0;
    for (let slot = 0; slot < hashes.length; slot++) {
      if (owners[slot] !== EMPTY) this.#insert(hashes[slot]!, owners[slot]!);
    }
  }
}

/** Spreads neighbouring hashes over the table. */
function scatter(hash: number): number {
  return hash ^ (hash >>> 15);
}

function sharedDrivers(lineup: Uint8Array, path: Uint8Array, length: number): number {
  let shared = 0;
  for (let k = 0; k < length; k++) if (lineup.includes(path[k]!)) shared++;
  return shared;
}
