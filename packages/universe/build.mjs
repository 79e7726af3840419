import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const FOLDER = import.meta.dirname;
const SOURCES = 'assembly';
const ENTRY = `${SOURCES}/kernels.ts`;
const OUTPUT = 'dist/kernels.wasm';
/** What the output was made of, so that it is made again only when that has changed. */
const STAMP = 'dist/kernels.stamp';
const OPTIONS = ['-O3', '--runtime', 'stub', '--importMemory', '--noAssert', '--enable', 'simd'];

/** Compiles the kernels to WebAssembly unless that has been done already; needs no network. */
export async function buildKernels() {
  const stamp = stampOf();
  if (existsSync(join(FOLDER, OUTPUT)) && readIfThere(STAMP) === stamp) return;
  const asc = await import('assemblyscript/asc');
  mkdirSync(join(FOLDER, 'dist'), { recursive: true });
  const paths = [ENTRY, '--baseDir', FOLDER, '--outFile', OUTPUT];
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main([...paths, ...OPTIONS], { stderr });
  if (error) throw new Error(`The kernels do not compile:\n${stderr.toString()}`, { cause: error });
  writeFileSync(join(FOLDER, STAMP), stamp);
}

function stampOf() {
  const hash = createHash('sha256');
  // The options are in this file, the compiler's version is pinned in package.json.
  const sources = readdirSync(join(FOLDER, SOURCES)).toSorted();
  const files = sources.map((name) => join(SOURCES, name));
  for (const file of [...files, 'build.mjs', 'package.json']) {
    hash.update(readFileSync(join(FOLDER, file)));
  }
  return hash.digest('hex');
}

function readIfThere(file) {
  try {
    return readFileSync(join(FOLDER, file), 'utf8');
  } catch {
    return undefined;
  }
}

const entry = process.argv[1];
if (entry && realpathSync(entry) === import.meta.filename) await buildKernels();
