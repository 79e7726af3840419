export { aHardModel } from './aHardModel.ts';
export { aJob, aPortfolio } from './builders.ts';
export { eventually } from './eventually.ts';
export { FakeClock } from './fakeClock.ts';
export { withResolvers } from './withResolvers.ts';
