export { defineJobKind, type DefinedKind, type KindDefinition } from './defineJobKind.ts';
export type { Duration } from './duration.ts';
export type { KindContext, KindRequest } from './kindContext.ts';
