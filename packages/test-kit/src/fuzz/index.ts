export { BROKEN_HEADS } from './brokenHeads.ts';
export { exchange } from './exchange.ts';
export { faultText, Fuzzer } from './fuzzer.ts';
export { GOOD_BODIES } from './goodBodies.ts';
export { handMadeRequests } from './handMade.ts';
export { requestArbitrary } from './requestArbitrary.ts';
export { routeAt } from './routeAt.ts';
export { SLOW_STARTS, slowClient } from './slowClient.ts';
