import { AppError, type ErrorDetail } from '@pitwall/contract';

export type FileName = 'salary file' | 'projections file' | 'entries file';

/** Where in which file something is wrong; `column` is the header cell as it stands in the file. */
export type Place = { file: FileName; line: number; column?: string | undefined };

type FileError = { place: Place; reason: string };

const MAX_DETAILS = 200;

/** Collects what is wrong in the files, so that a player sees all of it at once. */
export class FileErrors {
  #errors: FileError[] = [];

  add(place: Place, reason: string): void {
    this.#errors.push({ place, reason });
  }

  throwIfAny(): void {
    if (this.#errors.length === 0) return;
    const listed = this.#inOrder().slice(0, MAX_DETAILS);
    throw new AppError('invalid_slate_file', this.#summary(), { details: listed.map(toDetail) });
  }

  /** The projections file last, each from top to bottom; what is on one line stays as it was found. */
  #inOrder(): FileError[] {
    const rank = ({ place }: FileError): number => (place.file === 'projections file' ? 1 : 0);
    return this.#errors.toSorted((a, b) => rank(a) - rank(b) || a.place.line - b.place.line);
  }

  #summary(): string {
    const [first, second] = new Set(this.#inOrder().map(({ place }) => place.file));
    const files = second ? `${first} and the ${second} have` : `${first} has`;
    const count = this.#errors.length;
    const more = count - MAX_DETAILS;
    const rest = more > 0 ? `: the first ${MAX_DETAILS} are listed, ${more} more are not` : '';
    return `The ${files} ${count === 1 ? '1 error' : `${count} errors`}${rest}`;
  }
}

/** An error as the caller sees it. */
export function toDetail({ place, reason }: FileError): ErrorDetail {
  return {
    line: place.line,
    ...(place.column ? { column: place.column } : {}),
    // A line number alone does not say which of the two files is meant
    detail: place.file === 'projections file' ? `${reason} (in the projections file)` : reason,
  };
}
