/** An ISO time as a person reads it, without its fractions of a second. */
export function utcTime(iso: string): string {
  return `${iso.slice(0, 10)} ${timeOfDay(iso)}`;
}

export function timeOfDay(iso: string): string {
  return `${iso.slice(11, 19)} UTC`;
}
