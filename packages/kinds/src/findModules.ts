import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module that is to export a kind: `name` is what an operator knows it by. */
export type KindModule = { name: string; url: string };

const CODE = /(?<!\.d)\.(?:js|mjs|ts|mts)$/;
const INDEX_FILES = ['index.mjs', 'index.js', 'index.mts', 'index.ts'];
/** Files that belong to a kind, but are none. */
const PASSED_OVER = /^[._]|^node_modules$/;

/** Each file of code in the folder, and each folder in it. */
export function modulesInFolder(dir: string): KindModule[] {
  const root = resolve(dir);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`KINDS_DIR: there is no folder ${root}`);
  }
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !PASSED_OVER.test(name))
    .map(({ name }) => ({ path: join(root, name), isFolder: isFolder(join(root, name)) }))
    .filter(({ path, isFolder: needsEntry }) => needsEntry || CODE.test(path))
    .map(({ path, isFolder: needsEntry }) => (needsEntry ? entryOf(path) : path))
    .toSorted()
    .map((path) => ({ name: path, url: pathToFileURL(path).href }));
}

/** Found from where Pitwall is installed. */
export function modulesOfPackages(names: readonly string[]): KindModule[] {
  return names.map((name) => {
    try {
      return { name, url: import.meta.resolve(name) };
    } catch (error) {
      throw new Error(`KINDS_PACKAGES: ${name} is not installed here`, { cause: error });
    }
  });
}

/** Through a link too, as Kubernetes mounts files. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function entryOf(folder: string): string {
  const manifest = join(folder, 'package.json');
  const main = existsSync(manifest) ? mainOf(manifest) : undefined;
  const entry = [main, ...INDEX_FILES].find((file) => file && existsSync(join(folder, file)));
  if (entry) return join(folder, entry);
  const wanted = main ?? 'index.mjs, index.js, index.ts, or a package.json with "main"';
  throw new Error(
    `KINDS_DIR: ${folder} has no ${wanted} (a name that begins with _ is passed over)`,
  );
}

function mainOf(manifest: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { main?: string }).main;
  } catch (error) {
    throw new Error(`KINDS_DIR: ${manifest} is not valid JSON`, { cause: error });
  }
}
