// AssemblyScript, compiled to WebAssembly with SIMD by build.mjs. Points are Int16 steps, one row of
// `stride` bytes per driver and eight races to a vector. Addresses are bytes; a block is a multiple of
// 32 bytes. Whoever calls has made sure that no sum leaves the range of an Int16.
export { countOne, countTwo, weighOne } from './count';
export { changeHolders, countNew, markReached, tallyOwners, weighBits } from './cover';
export { findPlace, scoreField, scoreRaces, sumTallies, tallyField } from './field';
