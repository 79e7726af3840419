export { answerFault } from './answerFault.ts';
export { BROKEN_HEADS } from './brokenHeads.ts';
export { type Answer, exchange } from './exchange.ts';
export { faultText, Fuzzer } from './fuzzer.ts';
export type { FuzzRequest } from './fuzzRequest.ts';
export { handMadeRequests } from './handMade.ts';
export { type GoodBodies, requestArbitrary } from './requestArbitrary.ts';
export { routeAt } from './routeAt.ts';
