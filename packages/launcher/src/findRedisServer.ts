import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const BINARIES = ['redis-server', 'valkey-server'];

/** The full path of the first Redis or Valkey server on the given PATH. */
export async function findRedisServer(searchPath: string): Promise<string | undefined> {
  for (const binary of BINARIES) {
    for (const folder of searchPath.split(delimiter).filter(Boolean)) {
      const file = join(folder, binary);
      if (await isExecutable(file)) return file;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
