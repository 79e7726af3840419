import { InvalidArgumentError } from 'commander';

const SECONDS_OF = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** `90`, `90s`, `10m`, `2h` or `1d`. */
export function seconds(text: string): number {
  const { count, unit = 's' } =
    /^(?<count>\d+(?:\.\d+)?)(?<unit>[smhd])?$/.exec(text)?.groups ?? {};
  if (count === undefined) {
    throw new InvalidArgumentError('It must be seconds, or a number with s, m, h or d.');
  }
  return Number(count) * SECONDS_OF[unit as keyof typeof SECONDS_OF];
}
