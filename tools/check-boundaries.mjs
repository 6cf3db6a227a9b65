// Checks who imports whom: `node tools/check-boundaries.mjs [root] [minimum modules]`.
// The rules are in .dependency-cruiser.cjs; this file makes them look at every source, and prints what to do.
//
// dependency-cruiser asks for the package `typescript` and cannot read version 7: it would see nothing and report
// success. So it is given TypeScript 5.9 (typescript-for-boundaries), and a run that has not looked at every source
// on disk fails.
import Module, { createRequire, register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { filesUnder } from './check-sources.mjs';

const ALIAS = 'typescript-for-boundaries';
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => resolveFilename(request.replace(/^typescript(?=\/|$)/, ALIAS), ...rest);
const importHook = `export const resolve = (name, context, next) => next(name === 'typescript' ? '${ALIAS}' : name, context);`;
register(`data:text/javascript,${encodeURIComponent(importHook)}`, import.meta.url);

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { cruise } = await import('dependency-cruiser');

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
/** Raise it as the house grows: it catches a check that finds almost nothing on disk either. */
const minimumModules = Number(process.argv[3] ?? 150);

const sources = filesUnder(root, ['packages', 'apps', 'scenarios', 'bench', 'tools']).filter((file) =>
  /\.(tsx?|mjs)$/.test(file),
);
const places = [...new Set(sources.map((file) => file.split('/')[0]))];
process.chdir(root);
// Folders, not files: a named file that has no parser is guessed at, one found in a folder is left out and missed.
const { output } = await cruise(places, { ...options, ruleSet: { forbidden }, validate: true });

const seen = new Set(output.modules.map(({ source }) => source));
const unseen = sources.filter((file) => !seen.has(file));
const looked = sources.length - unseen.length;
// A file that the parser could not read has no dependencies at all, which is how the trap looks from inside.
const edges = output.modules.reduce((count, { dependencies }) => count + dependencies.length, 0);

const findings = output.summary.violations.map(({ rule, from, to, cycle }) => {
  const path = cycle?.length
    ? [from, ...cycle.map(({ name }) => name)].join(' → ')
    : from === to
      ? from
      : `${from} → ${to}`;
  return `${path}\n    ${rule.name}: ${forbidden.find(({ name }) => name === rule.name)?.comment}`;
});
if (looked < minimumModules || unseen.length > 0 || edges === 0) {
  findings.push(
    `looked at ${looked} of ${sources.length} sources (at least ${minimumModules} expected) and ${edges} imports` +
      `${unseen
        .slice(0, 5)
        .map((file) => `\n      not seen: ${file}`)
        .join('')}\n` +
      `    too-little-seen: a check that sees nothing passes. Remedy: npm ci brings back ${ALIAS}.`,
  );
}

for (const finding of [...new Set(findings)].sort()) console.error(finding);
console.log(`boundaries: ${looked} modules, ${edges} imports, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
