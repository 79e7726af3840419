/*
 * Math.exp, Math.log and Math.pow may differ in the last bit from one engine to the next, and one bit
 * may change who wins a race. These use only what IEEE 754 fixes: + − × ÷ and rounding.
 */

const TERMS = 20;

/** e to the power of `x`, which must be finite. */
export function stableExp(x: number): number {
  const doublings = Math.round(x / Math.LN2);
  const rest = x - doublings * Math.LN2;
  let sum = 1;
  for (let term = TERMS; term >= 1; term--) sum = 1 + (sum * rest) / term;
  return scaleByTwo(sum, doublings);
}

/** The natural logarithm of `x`, which must be above 0 and finite. */
export function stableLog(x: number): number {
  let mantissa = x;
  let doublings = 0;
  for (; mantissa > 1.5; mantissa /= 2) doublings++;
  for (; mantissa < 0.75; mantissa *= 2) doublings--;
  const ratio = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let power = 2 * TERMS + 1; power >= 1; power -= 2) sum = 1 / power + sum * ratio * ratio;
  return doublings * Math.LN2 + 2 * ratio * sum;
}

/** `base` above 0 to the power of `exponent`. */
export function stablePower(base: number, exponent: number): number {
  return stableExp(exponent * stableLog(base));
}

function scaleByTwo(value: number, doublings: number): number {
  let scaled = value;
  for (let left = doublings; left > 0; left--) scaled *= 2;
  for (let left = doublings; left < 0; left++) scaled /= 2;
  return scaled;
}
