import type { TopOfField } from './topOfField.ts';

/**
 * The places our members take in the paid part of the field, race by race, and what all of them would
 * lose if somebody came in before them, or win if one of ours before them left. All in cents.
 */
export class PlacesWon {
  readonly #top: TopOfField;
  readonly #most: number;
  /** By race how many of ours are on the line or above it. */
  readonly #counts: Int32Array;
  /** By race and place among ours, best first: score and member. */
  readonly #scores: Int16Array;
  readonly #members: Int32Array;
  /** By race and place: what those from this place on lose together one rank down. */
  readonly #losses: Float64Array;
  /** And what they win more one rank up, when one of ours leaves it to them. */
  readonly #lifts: Float64Array;
  /** And how much less they lose one rank down when the one in this place leaves. */
  readonly #reliefs: Float64Array;
  /** The most of these from this place on. */
  readonly #mostReliefs: Float64Array;

  constructor(top: TopOfField, most: number) {
    const { races } = top;
    this.#top = top;
    this.#most = most;
    this.#counts = new Int32Array(races);
    this.#scores = new Int16Array(races * most);
    this.#members = new Int32Array(races * most);
    this.#losses = new Float64Array(races * (most + 1));
    this.#lifts = new Float64Array(races * (most + 1));
    this.#reliefs = new Float64Array(races * (most + 1));
    this.#mostReliefs = new Float64Array(races * (most + 1));
  }

  /** What a lineup with these scores would add, less what it takes from others of ours. */
  gain(scores: Int16Array): number {
    const { lines, races } = this.#top;
    let gain = 0;
    for (let race = 0; race < races; race++) {
      const score = scores[race]!;
      if (score >= lines[race]!) gain += this.#gainIn(race, score);
    }
    return gain;
  }

  #gainIn(race: number, score: number): number {
    const above = this.#firstAtMost(race, score);
    const below = this.#firstAtMost(race, score - 1);
    const same = below - above;
    const won = this.#top.share(race, score, { above, same: same + 1 });
    const lost = this.#losses[race * (this.#most + 1) + below]!;
    if (same === 0) return won - lost;
    return won - lost - same * (this.#top.share(race, score, { above, same }) - won);
  }

  /**
   * What a lineup with this score would add in a race at most, whichever of ours were not there: it is a
   * rank higher, and takes less from the others.
   */
  mostGainIn(race: number, score: number): number {
    const above = this.#firstAtMost(race, score);
    const below = this.#firstAtMost(race, score - 1);
    const at = race * (this.#most + 1) + below;
    const same = below - above + 1;
    const losses = this.#losses[at]! - this.#mostReliefs[at]!;
    if (below === 0) return this.#top.share(race, score, { above, same }) - losses;
    const place = above > 0 ? { above: above - 1, same } : { above, same: same - 1 };
    return this.#top.share(race, score, place) - Math.min(losses, this.#lifts[at]!);
  }

  /**
   * Adds to `sums`, by member, what the gain of a lineup with these scores would be more if this member
   * were not there.
   */
  addGainsWithout(scores: Int16Array, sums: Float64Array): void {
    const { lines, races } = this.#top;
    for (let race = 0; race < races; race++) {
      if (scores[race]! >= lines[race]!) this.#addWithout(race, scores[race]!, sums);
    }
  }

  #addWithout(race: number, score: number, sums: Float64Array): void {
    const top = this.#top;
    const at = race * this.#most;
    const sumsAt = race * (this.#most + 1);
    const above = this.#firstAtMost(race, score);
    const below = this.#firstAtMost(race, score - 1);
    const same = below - above;
    const won = top.share(race, score, { above, same: same + 1 });
    const tied = same > 0 ? same * (top.share(race, score, { above, same }) - won) : 0;
    const gain = won - tied - this.#losses[sumsAt + below]!;
    if (above > 0) {
      // Without one above, this one and all below are a rank up; its coming takes that from them.
      const higher = top.share(race, score, { above: above - 1, same: same + 1 });
      const others =
        same > 0 ? same * (top.share(race, score, { above: above - 1, same }) - higher) : 0;
      const more = higher - others - this.#lifts[sumsAt + below]! - gain;
      for (let place = 0; place < above; place++) sums[this.#members[at + place]!]! += more;
    }
    if (same > 0) {
      // Without one of equal score it takes just that place.
      const before = same > 1 ? top.share(race, score, { above, same: same - 1 }) : 0;
      const shared = top.share(race, score, { above, same });
      const more = shared - (same - 1) * (before - shared) - this.#lifts[sumsAt + below]! - gain;
      for (let place = above; place < below; place++) sums[this.#members[at + place]!]! += more;
    }
    // Without one below it takes less from those from there on.
    for (let place = below; place < this.#counts[race]!; place++) {
      sums[this.#members[at + place]!]! += this.#reliefs[sumsAt + place]!;
    }
  }

  /** How much less those from the first on lose one rank down when one of equal score leaves. */
  #reliefOf(race: number, first: number, end: number): number {
    const sumsAt = race * (this.#most + 1);
    const relief = this.#losses[sumsAt + first]! - this.#lifts[sumsAt + end]!;
    const others = end - first - 1;
    if (others === 0) return relief;
    const score = this.#scores[race * this.#most + first]!;
    const before = this.#top.share(race, score, { above: first, same: others });
    const after = this.#top.share(race, score, { above: first + 1, same: others });
    return relief - others * (before - after);
  }

  /** By member what ours would win less without it. */
  worths(members: number): Float64Array {
    const worths = new Float64Array(members);
    for (let race = 0; race < this.#top.races; race++) {
      const at = race * this.#most;
      for (let first = 0; first < this.#counts[race]!;) {
        const end = this.#endOfScore(race, first);
        const score = this.#scores[at + first]!;
        const won = this.#top.share(race, score, { above: first, same: end - first });
        const others = end - first - 1;
        const more =
          others > 0
            ? others * (this.#top.share(race, score, { above: first, same: others }) - won)
            : 0;
        const worth = won - more - this.#lifts[race * (this.#most + 1) + end]!;
        for (let place = first; place < end; place++) worths[this.#members[at + place]!]! += worth;
        first = end;
      }
    }
    return worths;
  }

  /** What all of ours win over all races. */
  get total(): number {
    let total = 0;
    for (let race = 0; race < this.#top.races; race++) {
      for (let first = 0; first < this.#counts[race]!;) {
        const end = this.#endOfScore(race, first);
        const same = end - first;
        const score = this.#scores[race * this.#most + first]!;
        total += same * this.#top.share(race, score, { above: first, same });
        first = end;
      }
    }
    return total;
  }

  join(scores: Int16Array, member: number): void {
    for (let race = 0; race < this.#top.races; race++) {
      const score = scores[race]!;
      if (score < this.#top.lines[race]!) continue;
      const at = race * this.#most;
      const place = at + this.#firstAtMost(race, score - 1);
      const end = at + this.#counts[race]!++;
      this.#scores.copyWithin(place + 1, place, end);
      this.#members.copyWithin(place + 1, place, end);
      this.#scores[place] = score;
      this.#members[place] = member;
      this.#sumUp(race);
    }
  }

  leave(scores: Int16Array, member: number): void {
    for (let race = 0; race < this.#top.races; race++) {
      if (scores[race]! < this.#top.lines[race]!) continue;
      const at = race * this.#most;
      const end = at + this.#counts[race]!--;
      let place = at + this.#firstAtMost(race, scores[race]!);
      while (this.#members[place] !== member) place++;
      this.#scores.copyWithin(place, place + 1, end);
      this.#members.copyWithin(place, place + 1, end);
      this.#sumUp(race);
    }
  }

  #sumUp(race: number): void {
    const top = this.#top;
    const sumsAt = race * (this.#most + 1);
    let end = this.#counts[race]!;
    this.#losses[sumsAt + end] = 0;
    this.#lifts[sumsAt + end] = 0;
    this.#mostReliefs[sumsAt + end] = 0;
    while (end > 0) {
      const score = this.#scores[race * this.#most + end - 1]!;
      const first = this.#firstAtMost(race, score);
      const same = end - first;
      const won = top.share(race, score, { above: first, same });
      const loss = won - top.share(race, score, { above: first + 1, same });
      const lift = first > 0 ? top.share(race, score, { above: first - 1, same }) - won : 0;
      for (let place = end - 1; place >= first; place--) {
        this.#losses[sumsAt + place] = this.#losses[sumsAt + place + 1]! + loss;
        this.#lifts[sumsAt + place] = this.#lifts[sumsAt + place + 1]! + lift;
      }
      const relief = this.#reliefOf(race, first, end);
      const mostRelief = Math.max(this.#mostReliefs[sumsAt + end]!, relief);
      this.#reliefs.fill(relief, sumsAt + first, sumsAt + end);
      this.#mostReliefs.fill(mostRelief, sumsAt + first, sumsAt + end);
      end = first;
    }
  }

  /** The first place among ours with this score or a lower one. */
  #firstAtMost(race: number, score: number): number {
    const at = race * this.#most;
    let low = 0;
    let high = this.#counts[race]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#scores[at + middle]! > score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #endOfScore(race: number, first: number): number {
    return this.#firstAtMost(race, this.#scores[race * this.#most + first]! - 1);
  }
}
