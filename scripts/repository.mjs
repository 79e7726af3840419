import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository, wherever the command was typed. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The JavaScript file behind a tool's command, so that it runs without a shell on every system. */
export function toolFile(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
