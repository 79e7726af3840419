import type { Evaluation } from '@pitwall/contract';
import { describe, expect, it } from 'vitest';

import { evaluationText } from '../../src/output/evaluationText.ts';

const FRESH = { races: 20_000, seed: 5, reached: 0.9063, lineupsInTop: 2.1234, bestScore: 363.44 };
const CONTEST = {
  entries: 150,
  fees: 600,
  profitRate: 0.2,
  expectedProfit: -12.5,
  standardError: 5.25,
  spread: 700,
  roi: -0.0208,
  roiStandardError: 0.009,
  cashRate: 0.23,
  winRate: 0.07,
  best: 5_000,
  worst: -600,
};

const EVALUATION: Evaluation = {
  topShare: 0.01,
  opponents: 10_000,
  selected: { ...FRESH, races: 10_000, reached: 0.987 },
  fresh: FRESH,
  byProjection: { ...FRESH, reached: 0.655 },
  bound: 0.999,
  gap: 0.012,
};

const linesOf = (evaluation: Evaluation) => evaluationText(evaluation).join('\n').split('\n');

describe('what a portfolio is worth', () => {
  it('is shown beside lineups by projection, and apart from the races it was selected by', () => {
    const lines = linesOf(EVALUATION);
    expect(lines[0]).toBe('In 20,000 fresh races against 10,000 opponents:');
    expect(lines.find((line) => line.startsWith('races with'))).toMatch(
      /races with a lineup in the top 1 % +90\.6 % +65\.5 %/,
    );
    expect(lines.at(-1)).toBe(
      'In the races it was selected by, which flatter it: 98.7 %; at most 1.2 % below the best there is',
    );
    expect(lines.join()).not.toContain('profit');
  });

  it('is money where there is a contest', () => {
    const lines = linesOf({ ...EVALUATION, fresh: { ...FRESH, contest: CONTEST } });
    expect(lines.find((line) => line.startsWith('profit of a contest'))).toContain('-$12.50');
  });

  it('says of a portfolio for profit what it earned in the races it was selected by, and what could be', () => {
    const selected = { ...FRESH, contest: { ...CONTEST, expectedProfit: -14.52 } };
    const lines = linesOf({ ...EVALUATION, objective: 'roi', selected, bound: -14.33 });
    expect(lines.at(-1)).toBe(
      'In the races it was selected by, which flatter it: a profit of -$14.52; no portfolio has more than -$14.33 there',
    );
  });

  it('is shown by itself where the lineups are by projection', () => {
    const { selected: _, byProjection: __, bound: ___, gap: ____, ...plain } = EVALUATION;
    const text = evaluationText(plain).join('\n');
    expect(text).not.toMatch(/BY PROJECTION|selected by/);
  });
});
