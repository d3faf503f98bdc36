/** Who may import whom (architecture §4). Each rule says what to do instead. Paths are anchored at the root. */

const NUMERIC = '^packages/(numeric|survey-stats|irt)/src/'
const MODULES = '^apps/server/src/modules/'
const FEATURES = '^apps/web/app/features/'
const BUILTIN = ['core']

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-cycle',
      'Two files that need each other are one file, or a third one holds what both need.',
      {},
      { circular: true, viaOnly: { pathNot: '^packages/contract/src/' } },
    ),
    rule(
      'numerics-are-pure',
      'The numerical packages also run in a browser: pass in what comes from Node; special functions come from @stdlib.',
      { path: NUMERIC },
      { dependencyTypes: BUILTIN },
    ),
    rule(
      'numerics-import-only-stdlib',
      'At run time only @stdlib and each other: write it, or move it to tools/.',
      { path: NUMERIC },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'], pathNot: '^node_modules/@stdlib/|^packages/' },
    ),
    rule(
      'numeric-is-the-bottom',
      'numeric knows neither surveys nor tests: put it into the package that needs it.',
      { path: '^packages/numeric/src/' },
      { path: '^packages/(survey-stats|irt)/' },
    ),
    rule(
      'survey-stats-and-irt-apart',
      'What both need belongs to numeric.',
      { path: '^packages/(survey-stats|irt)/src/' },
      { path: '^packages/(survey-stats|irt)/', pathNot: '^packages/$1/' },
    ),
    rule(
      'contract-knows-only-zod',
      'The contract is what server, web and partners share: types and schemas, nothing that runs.',
      { path: '^packages/contract/src/' },
      { pathNot: '^packages/contract/src/|^node_modules/zod/' },
    ),
    rule(
      'web-never-imports-server',
      'Ask the API (app/lib/api.ts).',
      { path: '^apps/web/(app|server|serve\\.ts)' },
      { path: '^apps/server/' },
    ),
    rule(
      'server-never-imports-web',
      'The server loads apps/web/serve.ts at run time, by its shape.',
      { path: '^apps/server/(src|seed)/' },
      { path: '^apps/web/' },
    ),
    rule(
      'platform-knows-no-module',
      'The platform holds no domain noun: let the module hand in what differs.',
      { path: '^apps/server/src/platform/' },
      { path: MODULES },
    ),
    rule(
      'modules-by-the-front-door',
      "Import from the other module's index.ts; if it is not there, ask whether it should be, or listen to an event.",
      { path: `${MODULES}([^/]+)/` },
      { path: `${MODULES}([^/]+)/`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`] },
    ),
    rule(
      'programs-by-the-front-door',
      "Import from the module's index.ts.",
      { path: '^apps/server/(src/[^/]+\\.ts|src/(commandline|operations)/|seed/)', pathNot: '\\.test\\.ts$' },
      { path: MODULES, pathNot: `${MODULES}[^/]+/index\\.ts$` },
    ),
    rule(
      'rules-are-pure',
      'rules/ decide from what they are given: no platform, no database, no clock. Pass it in.',
      { path: `${MODULES}.+/rules/`, pathNot: '\\.test\\.ts$' },
      { path: '^apps/server/src/platform/|^node_modules/(kysely|pg)/' },
    ),
    rule(
      'features-apart',
      'What two features share goes to ui/ (parts) or lib/ (no part); a link is enough to lead from one to another.',
      { path: `${FEATURES}([^/]+)/` },
      { path: `${FEATURES}([^/]+)/`, pathNot: `${FEATURES}$1/` },
    ),
    rule(
      'ui-and-lib-know-no-feature',
      'Hand it in as a property.',
      { path: '^apps/web/app/(ui|lib)/' },
      { path: FEATURES },
    ),
    rule(
      'portal-sends-no-script',
      'Public pages are HTML and CSS: Ant Design and ECharts belong to work/.',
      { path: `${FEATURES}[^/]+/public/` },
      { path: '^node_modules/(antd|@ant-design|echarts)/' },
    ),
    rule(
      'nothing-unresolved',
      'Install it in the workspace that uses it.',
      { path: '^(apps|packages)/', pathNot: '^apps/web/' },
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|\\.react-router|dist)/' },
    // TypeScript 7 has no programming interface yet: dependency-cruiser reads our sources with swc.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
