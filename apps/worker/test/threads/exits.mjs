/** A job that ends its thread. */
export function solve() {
  process.exit(3);
}
