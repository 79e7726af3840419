const LOOKS = 5;

/**
 * For a change that goes by what was seen of a job: `step` looks and changes, and gives undefined
 * when the job has moved between the two. Then it looks again.
 */
export async function lookAgain<T>(id: string, step: () => Promise<T | undefined>): Promise<T> {
  for (let look = 0; look < LOOKS; look += 1) {
    const done = await step();
    if (done !== undefined) return done;
  }
  throw new Error(`Job ${id} refused to be changed, and nothing shows why`);
}
