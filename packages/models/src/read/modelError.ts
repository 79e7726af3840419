/** Where something is wrong: line and column of a text, both from 1, or the place in a JSON value. */
export type ModelPlace = { line: number; column: number } | { pointer: string };

/** A model that cannot be read. The message is a whole sentence, and says where. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly place: ModelPlace;
  /** The sentence without the place. */
  readonly detail: string;

  constructor(detail: string, place: ModelPlace) {
    super(`${placeText(place)}: ${detail}`);
    this.detail = detail;
    this.place = place;
  }
}

function placeText(place: ModelPlace): string {
  if ('line' in place) return `Line ${place.line}, column ${place.column}`;
  return place.pointer === '' ? 'The model' : place.pointer;
}

const LONGEST_QUOTE = 60;

/** A name or text of the user's within a sentence, whatever is in it. */
export function quoted(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(short);
}
