import type { ProfitControl, ProfitProgress } from './profitControl.ts';
import type { ProfitDraft } from './profitDraft.ts';

/** Of all candidates, telling how far it is; undefined when stopped. */
export function mostGains(
  draft: ProfitDraft,
  phase: ProfitProgress['phase'],
  control: ProfitControl,
): Float64Array | undefined {
  return draft.mostGains((done) => {
    control.onProgress?.({ phase, done, total: draft.races });
    return control.shouldStop?.() ?? false;
  });
}
