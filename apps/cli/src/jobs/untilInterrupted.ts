import { EXIT } from '../exitCodes.ts';
import { Interrupted, interruptSignal } from './interruptSignal.ts';

/** Looks on until there is no more, or until Ctrl-C. Resolves to the exit code. */
export async function untilInterrupted(
  look: (signal: AbortSignal) => Promise<number>,
  onInterrupt: () => void = () => {},
): Promise<number> {
  try {
    return await look(interruptSignal());
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    onInterrupt();
    return EXIT.interrupted;
  }
}
