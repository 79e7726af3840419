/** Candidates as text for a checkpoint: the steps from number to number, seven bits to a byte. */
export function encodeCandidates(lineups: Uint32Array): string {
  const bytes: number[] = [];
  let before = -1;
  for (const lineup of lineups) {
    if (lineup <= before) throw new RangeError('Candidates are ascending');
    let step = lineup - before;
    for (; step > 127; step = Math.floor(step / 128)) bytes.push((step % 128) + 128);
    bytes.push(step);
    before = lineup;
  }
  return Buffer.from(bytes).toString('base64');
}

/** Throws a RangeError for what `encodeCandidates` has not made. */
export function decodeCandidates(text: string): Uint32Array {
  const lineups: number[] = [];
  let before = -1;
  let step = 0;
  let place = 1;
  for (const byte of Buffer.from(text, 'base64')) {
    step += (byte % 128) * place;
    place *= 128;
    if (byte > 127) continue;
    if (step < 1 || before + step > 0xffff_ffff) throw new RangeError('These are no candidates');
    before += step;
    lineups.push(before);
    step = 0;
    place = 1;
  }
  if (place !== 1) throw new RangeError('These candidates are cut short');
  return Uint32Array.from(lineups);
}
