import { type JobKind, jobKinds } from '@pitwall/contract';

import type { DefinedKind } from './defineJobKind.ts';
import { type KindModule, modulesInFolder, modulesOfPackages } from './findModules.ts';
import { importKind } from './importKind.ts';
import { keepAsSent } from './keepAsSent.ts';

export type KindSources = {
  /** A folder with a file or folder for each kind. */
  dir?: string | undefined;
  /** Names of installed packages, each with a kind. */
  packages: readonly string[];
};

/** The kinds a user has added. What is wrong with one is told with its file, for a start to end with. */
export async function loadKinds({ dir, packages }: KindSources): Promise<JobKind[]> {
  const modules = [
    ...(dir === undefined ? [] : modulesInFolder(dir)),
    ...modulesOfPackages(packages),
  ];
  const takenBy = new Map([...jobKinds({ drills: true }).keys()].map((name) => [name, 'Pitwall']));
  const kinds: JobKind[] = [];
  for (const module of modules) {
    const kind = await load(module);
    const owner = takenBy.get(kind.name);
    if (owner !== undefined) {
      throw new Error(`${module.name}: the name ${kind.name} is taken by ${owner}`);
    }
    takenBy.set(kind.name, module.name);
    kinds.push(asJobKind(kind, module));
  }
  return kinds;
}

async function load({ name, url }: KindModule): Promise<DefinedKind> {
  if (/\.m?ts$/.test(url) && !canRunTypeScript()) {
    throw new Error(
      `${name}: Node ${process.versions.node} cannot run TypeScript; use 22.18 or newer, or write it as .mjs`,
    );
  }
  try {
    return await importKind(url);
  } catch (error) {
    throw new Error(`${name}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Missing from the types of Node 20. */
function canRunTypeScript(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

function reasonOf(error: unknown): string {
  const { message, code } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code !== 'ERR_MODULE_NOT_FOUND') return message ?? String(error);
  return `${message}. Node looks for packages from the file upwards: see docs/kinds.md, "Where the file may be"`;
}

function asJobKind(kind: DefinedKind, { url }: KindModule): JobKind {
  const { name, title, description, attempts, timeLimitSeconds, keepForMs, examples } = kind;
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    input: keepAsSent(kind.input),
    describedBy: kind.input,
    result: kind.result,
    attempts,
    timeLimitSeconds,
    ...(keepForMs === undefined ? {} : { keepForMs }),
    examples,
    module: url,
  };
}
