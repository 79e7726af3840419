/** What the work is at; `lineups` is by far the longest. */
type Phase = 'enumerate' | 'field' | 'lines' | 'lineups' | 'worth';

export type UniverseControl = {
  /** Asked at least every few milliseconds; once true the work is left unfinished. */
  shouldStop?: () => boolean;
  onProgress?: (progress: { phase: Phase; done: number; total: number }) => void;
};

export function shouldStop(control: UniverseControl): boolean {
  return control.shouldStop?.() ?? false;
}
