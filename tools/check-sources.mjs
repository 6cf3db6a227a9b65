import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.data', '.git', 'coverage']);

/** Paths of the files under `places` of `root`, relative to it and with forward slashes, in a stable order. */
export function filesUnder(root, places) {
  const walk = (folder) => {
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      return []; // a place that does not exist yet
    }
    return entries
      .filter(({ name }) => !SKIPPED.has(name))
      .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
  };
  return places
    .flatMap((place) => walk(join(root, place)))
    .map((file) => relative(root, file).split(sep).join('/'))
    .sort();
}
