export { importKind } from './importKind.ts';
export { loadKinds, type KindSources } from './loadKinds.ts';
