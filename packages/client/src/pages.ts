/** One page after the other, each read when it is asked for. */
export async function* pages<Page extends { nextCursor?: string | undefined }>(
  read: (cursor: string | undefined) => Promise<Page>,
  first?: string,
): AsyncGenerator<Page> {
  let cursor = first;
  do {
    const page = await read(cursor);
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
