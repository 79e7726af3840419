/** Everything that can be wrong, in the order of the table. */
export const CHECKS = {
  lost: 'accepted, and no record or no end',
  'wrong end': 'status, attempt or error is not what it must be',
  'wrong result': 'differs from the undisturbed one',
  changed: 'a finished record was changed',
  doubled: 'two jobs for one idempotency key',
  drifted: 'record and BullMQ disagree',
  indexes: 'a record is in the wrong index, or an index names none',
  accounts: 'what is counted or found by disagrees with the records',
  history: 'progress fell, or something was written after the end',
  abandoned: 'a stopped worker left a job running',
  exits: 'a process died, or its stop failed',
  answers: 'an API answered what it must not',
  leftovers: 'a key, process or connection was left over',
};

const EXAMPLES = 10;

/** What was found wrong, counted for each check. */
export class Findings {
  #found = new Map();

  add(check, example) {
    if (!(check in CHECKS)) throw new Error(`There is no check called ${check}`);
    const examples = this.#found.get(check) ?? [];
    examples.push(example);
    this.#found.set(check, examples);
  }

  countOf(check) {
    return this.#found.get(check)?.length ?? 0;
  }

  examplesOf(check) {
    return (this.#found.get(check) ?? []).slice(0, EXAMPLES);
  }

  get isEmpty() {
    return this.#found.size === 0;
  }
}
