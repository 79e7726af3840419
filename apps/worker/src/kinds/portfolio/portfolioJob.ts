import type { Evaluation, FoundPortfolio, PortfolioInput } from '@pitwall/contract';

import type { Phases } from '../phases.ts';
import type { RunContext, RunOutcome } from '../runContext.ts';

export type PortfolioJob = { input: PortfolioInput; context: RunContext; phases: Phases };

/** What a portfolio job comes to, before it is checked. */
export type PortfolioEnd =
  | Extract<RunOutcome, { type: 'released' }>
  | { type: 'found'; found: FoundPortfolio; evaluation?: Evaluation; warnings: string[] };
