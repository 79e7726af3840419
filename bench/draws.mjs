/** Numbers that look random and are the same for the same seed: mulberry32. */
export function createDraws(seed) {
  let state = seed | 0;
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least, most) => least + (most - least) * share();
  const below = (count) => Math.floor(count * share());
  const pick = (list) => list[below(list.length)];
  const shuffled = (list) => {
    const left = [...list];
    return Array.from({ length: left.length }, () => left.splice(below(left.length), 1)[0]);
  };
  const uuid = () => {
    const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  return { share, between, below, pick, shuffled, uuid };
}
