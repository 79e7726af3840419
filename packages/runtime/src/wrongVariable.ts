/** A variable that is right by itself, but not next to the others. */
export class WrongVariable extends Error {
  constructor(variable: string, why: string) {
    super(`Invalid environment:\n  ${variable}: ${why}`);
  }
}
