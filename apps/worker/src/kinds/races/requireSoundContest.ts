import { contestFaults, type ContestToSimulate, type SimulatedContest } from '@pitwall/contests';
import { AppError } from '@pitwall/contract';

/** Figures that do not add up are a mistake of ours, and nobody should bet on them. */
export function requireSoundContest(given: ContestToSimulate, simulated: SimulatedContest): void {
  const faults = contestFaults(given, simulated);
  if (faults.length === 0) return;
  const message = `The contest did not pass our own check. ${faults.slice(0, 3).join('; ')}`;
  throw new AppError('solver_failed', message);
}
