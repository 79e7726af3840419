import type { RunContext } from '../runContext.ts';

/** What a contest consists of, each with its part of the whole in per cent. */
const PARTS = {
  fit: { share: 35, doing: 'fitting the field to the projections' },
  races: { share: 15, doing: 'simulating races' },
  opponents: { share: 10, doing: 'drawing the lineups of the others' },
  contest: { share: 40, doing: 'ranking all entries' },
} as const;

export type ContestPart = keyof typeof PARTS;

/** Tells how far a part of the work is, as a part of the whole. */
export function tellPart(
  { report }: Pick<RunContext, 'report'>,
  part: ContestPart,
  { done, total }: { done: number; total: number },
): void {
  report(() => {
    const names = Object.keys(PARTS) as ContestPart[];
    const before = names.slice(0, names.indexOf(part));
    const start = before.reduce((sum, name) => sum + PARTS[name].share, 0);
    const { share, doing } = PARTS[part];
    return { progress: start + (share * done) / total, currentStep: doing };
  });
}
