// Rules that no other tool keeps: `node tools/tidy.mjs [root]`. Each finding says where, why, and what to do instead.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-for-boundaries';
import { filesUnder } from './check-sources.mjs';

const SUITE = 'packages/suite/src';
const isTest = (file) =>
  /\.test\.(tsx?|mjs)$/.test(file) || /^(scenarios|packages\/testkit|apps\/[^/]+\/e2e)\//.test(file);
/** Where the outer world may be touched: the clock, chance, the environment, the terminal. */
const isEdge = (file) => isTest(file) || new RegExp(`^(${SUITE}/platform|apps/server|tools|bench)/`).test(file);
const isConfiguration = (file) => /\.config\.(ts|mjs)$/.test(file);
const isScreen = (file) => /^(apps\/(portal|office)|packages\/ui)\/src\//.test(file) && !isTest(file);

const HAS_LETTERS = /\p{L}/u;
const READ_BY_PEOPLE = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'description',
  'error',
  'label',
  'placeholder',
  'title',
]);
const CHANCE = /^(randomUUID|randomBytes|randomInt|getRandomValues)$/;

const isText = (node) => node !== undefined && (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node));
const isNamed = (node, object, member) =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object &&
  (member === undefined || node.name.text === member);

/** One rule per line: the files it holds for, what it looks for in the syntax tree, why, and what to do instead. */
const RULES = [
  {
    name: 'clock',
    holdsFor: (file) => !isEdge(file),
    matches: (node) =>
      isNamed(node, 'Date', 'now') ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0),
    reason: 'today is an argument: a rule that reads the clock cannot be replayed or tested.',
    remedy: 'take `today` or `now` as an argument; only platform/clock.ts reads the clock.',
  },
  {
    name: 'chance',
    holdsFor: (file) => !isEdge(file) && !/^(apps\/|packages\/ui\/)/.test(file),
    matches: (node) => ts.isIdentifier(node) && CHANCE.test(node.text),
    reason: 'what chance decides must be given, so that a test can decide it.',
    remedy: 'take the id or the secret from a dependency; platform/ids.ts makes them.',
  },
  {
    name: 'chance',
    holdsFor: (file) => !isEdge(file),
    matches: (node) => isNamed(node, 'Math', 'random'),
    reason: 'Math.random can be guessed and cannot be replayed.',
    remedy: 'take the value as an argument, or use platform/ids.ts.',
  },
  {
    name: 'environment',
    holdsFor: (file) => !isEdge(file),
    matches: (node) => isNamed(node, 'process', 'env'),
    reason: 'settings are read and validated once, at start.',
    remedy: 'take the value as an argument; platform/config.ts reads it.',
  },
  {
    name: 'console',
    holdsFor: (file) => !isEdge(file),
    matches: (node) => isNamed(node, 'console'),
    reason: 'what is printed by hand escapes the log and its rules on personal data.',
    remedy: 'return a result, or take the logger of platform/ as an argument.',
  },
  {
    name: 'float',
    holdsFor: () => true,
    matches: (node) => ts.isIdentifier(node) && node.text === 'parseFloat',
    reason: 'money and energy are exact, and a float is not.',
    remedy: 'use decimal() of @sportello/kernel/decimal, or Number() for what is neither money nor energy.',
  },
  {
    name: 'any',
    holdsFor: () => true,
    matches: (node) => node.kind === ts.SyntaxKind.AnyKeyword,
    reason: '`any` switches the type check off for everything it touches.',
    remedy: 'write the type, or `unknown` and a check.',
  },
  {
    name: 'default-export',
    holdsFor: (file) => !isConfiguration(file),
    matches: (node) =>
      (ts.isExportAssignment(node) && !node.isExportEquals) ||
      (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
    reason: 'a default export has a different name in every file that imports it.',
    remedy: 'export it by name.',
  },
  {
    name: 'sentence',
    holdsFor: isScreen,
    matches: (node) =>
      (ts.isJsxText(node) && HAS_LETTERS.test(node.text)) ||
      (ts.isJsxExpression(node) &&
        !ts.isJsxAttribute(node.parent) &&
        isText(node.expression) &&
        HAS_LETTERS.test(node.expression.text)) ||
      (ts.isJsxAttribute(node) &&
        READ_BY_PEOPLE.has(node.name.getText()) &&
        node.initializer !== undefined &&
        HAS_LETTERS.test(literalOf(node.initializer))),
    reason: 'people read the suite in Italian and in English.',
    remedy: "add the sentence to the messages in both languages and write t('…').",
  },
];

/** The text written in an attribute, `label="x"` or `label={'x'}`; nothing when it is computed. */
function literalOf(initializer) {
  const value = ts.isJsxExpression(initializer) ? initializer.expression : initializer;
  return isText(value) ? value.text : '';
}

const parse = (root, file) =>
  ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('.tsx') ? ts.ScriptKind.TSX : file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS,
  );

function findingsOf(root, file) {
  const source = parse(root, file);
  const rules = RULES.filter(({ holdsFor }) => holdsFor(file));
  const findings = [];
  const visit = (node) => {
    for (const { name, matches, reason, remedy } of rules) {
      if (!matches(node)) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      findings.push({ file, line: line + 1, name, reason, remedy });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

/** Every key of the object literals of a messages file, nested ones with their path. */
function messageKeys(root, file) {
  const keys = new Map();
  const source = parse(root, file);
  const visit = (node, path) => {
    let deeper = path;
    if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node) || ts.isShorthandPropertyAssignment(node)) {
      const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
      deeper = [...path, name];
      keys.set(deeper.join(' › '), source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    }
    ts.forEachChild(node, (child) => visit(child, deeper));
  };
  visit(source, []);
  return keys;
}

const NOT_CAPABILITIES = new Set(['platform', 'connectors', 'demo', 'invariants']);

function capabilityFindings(root, files) {
  const declared = Object.keys(JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')));
  const folders = new Set(
    files
      .filter((file) => file.startsWith(`${SUITE}/`))
      .map((file) => file.split('/')[3])
      .filter((name) => !name.includes('.')),
  );
  const findings = [];
  const found = (file, line, name, reason, remedy) => findings.push({ file, line, name, reason, remedy });
  for (const folder of folders) {
    if (NOT_CAPABILITIES.has(folder)) continue;
    const path = `${SUITE}/${folder}`;
    if (!declared.includes(folder)) {
      found(
        path,
        1,
        'capability',
        `${folder} is not in architecture.json, so no boundary holds it.`,
        'declare it with what it may use, and write the ADR.',
      );
    }
    for (const [file, purpose] of [
      ['README.md', 'says what the capability owns'],
      ['index.ts', 'is the front door of the capability'],
    ]) {
      if (!files.includes(`${path}/${file}`)) {
        found(
          `${path}/${file}`,
          1,
          'capability',
          `it is missing, and it ${purpose}.`,
          'write it; CONTRIBUTING.md says what it holds.',
        );
      }
    }
  }
  for (const italian of files.filter((file) => file.endsWith('/it.ts'))) {
    const english = italian.replace(/it\.ts$/, 'en.ts');
    if (!existsSync(join(root, english))) {
      found(italian, 1, 'messages', 'every sentence exists in Italian and in English.', `write ${english}.`);
      continue;
    }
    const [it, en] = [messageKeys(root, italian), messageKeys(root, english)];
    const missing = (from, to, file) => {
      for (const [key, line] of from) {
        if (!to.has(key)) {
          found(file, line, 'messages', `«${key}» is in one language only.`, 'write it in the other, or drop it.');
        }
      }
    };
    missing(it, en, italian);
    missing(en, it, english);
  }
  return findings;
}

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const files = filesUnder(root, ['packages', 'apps', 'scenarios', 'bench', 'tools']);
const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
const findings = [...sources.flatMap((file) => findingsOf(root, file)), ...capabilityFindings(root, files)];
for (const { file, line, name, reason, remedy } of findings) {
  console.error(`${file}:${line}\n    ${name}: ${reason} Remedy: ${remedy}`);
}
console.log(`tidy: ${sources.length} sources, ${findings.length} findings`);
process.exitCode = findings.length > 0 || sources.length === 0 ? 1 : 0;
