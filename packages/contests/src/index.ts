export {
  type ContestControl,
  type ContestToSimulate,
  type LineupFigures,
  type SimulatedContest,
  simulateContest,
} from './simulateContest.ts';
