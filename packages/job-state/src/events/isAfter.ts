/** Whether event `a` came after event `b`. Ids are two numbers: milliseconds, and a count within one. */
export function isAfter(a: string, b: string): boolean {
  const [aMs, aCount] = numbersOf(a);
  const [bMs, bCount] = numbersOf(b);
  return aMs === bMs ? aCount > bCount : aMs > bMs;
}

function numbersOf(id: string): [number, number] {
  const dash = id.indexOf('-');
  return [Number(id.slice(0, dash)), Number(id.slice(dash + 1))];
}
