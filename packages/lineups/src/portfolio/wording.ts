import type { PortfolioInput } from '@pitwall/contract';

const MOST_NAMES = 8;

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function dollars(amount: number): string {
  return `$${amount.toLocaleString('en-US')}`;
}

/** To a hundredth of a percent, and never less than it is: 0.333 is 33.3 %, 1/3 is 33.34 %. */
export function percent(share: number): string {
  return `${Math.ceil(share * 10_000 - 1e-6) / 100} %`;
}

export function namesOf(positions: readonly number[], { drivers }: PortfolioInput): string {
  const names = positions.slice(0, MOST_NAMES).map((position) => drivers[position]!.name);
  const others = positions.length - names.length;
  if (others > 0) names.push(countOf(others, 'other'));
  return listOf(names);
}

/** `A`, `A and B`, `A, B and C`. */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
