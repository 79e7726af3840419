import { applyEdits, PLANTS } from './plants.mjs';

let plant;

export function initialize(data) {
  plant = data.plant;
}

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const edit = PLANTS[plant].edits.find(({ file }) => url.endsWith(`/${file}`));
  if (!edit) return loaded;
  return { ...loaded, source: applyEdits(plant, edit.file, String(loaded.source)) };
}
