// Which room may import which: the table of docs/architecture, one rule or two a row.

/** A rule: files of `from` may import nothing that matches `to`. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { path: from }, to });

const npm = (...names) => `^node_modules/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    never(
      'language-is-pure',
      'It runs in the API, the activities and the dry run alike: no clock, no chance, no Node.',
      '^language/',
      {
        pathNot: ['^language/', npm('zod')],
      },
    ),
    never('messages-are-pure', 'Rendering depends on its arguments alone.', '^messages/', {
      pathNot: ['^(messages|language)/', npm('zod', 'handlebars', 'juice')],
    }),
    never(
      'workflows-stay-in-the-sandbox',
      'What they import is bundled, and runs in every cached run.',
      '^workflows/',
      {
        pathNot: ['^(workflows|language)/', npm('@temporalio/workflow', '@temporalio/common')],
      },
    ),
    never('workflows-know-types-of-language', 'zod in the bundle makes a run many times dearer.', '^workflows/', {
      path: '^language/',
      dependencyTypesNot: ['type-only'],
    }),
    never('activities-know-ports', 'Drivers come in through the ports.', '^activities/', {
      path: [
        '^(apps|platform)/',
        '^workflows/(?!contracts/)',
        npm('@prisma', 'pg', '@nestjs', '@temporalio/(client|worker|testing)'),
      ],
    }),
    never('platform-is-below-the-apps', 'Of the activities it knows the ports it implements.', '^platform/', {
      path: ['^apps/', '^activities/(?!ports/)', '^workflows/(?!contracts/)', npm('@nestjs')],
    }),
    never('simulation-stays-in-memory', 'It tells what would happen, and nothing happens.', '^simulation/', {
      pathNot: [
        '^(simulation|language|messages|activities|workflows|platform/memory)/',
        npm('zod'),
        '^(node:)?crypto$',
      ],
    }),
    never('simulation-knows-no-servers', 'It calls no provider.', '^simulation/', {
      path: ['^activities/deliver/providers/(?!provider\\.ts|outbox\\.ts)'],
    }),
    never(
      'platform-knows-no-simulation',
      'Real runs need none.',
      '^(language|messages|workflows|activities|platform)/',
      {
        path: '^simulation/',
      },
    ),
    never('the-command-line-starts-at-once', 'What it would load takes longer than what it does.', '^apps/cli/', {
      path: ['^platform/(?!memory/|outbound/guard|package-root)', npm('@nestjs', '@prisma', '@temporalio', 'pg')],
    }),
    never('one-way-out', 'What leaves over HTTP is guarded there.', '^(?!platform/outbound/|test/)', {
      path: npm('undici'),
    }),
    never('apps-know-not-each-other', 'They are processes: what they share is below them.', '^apps/([^/]+)/', {
      path: '^apps/',
      pathNot: '^apps/$1/',
    }),
    never(
      'sources-know-no-tests',
      'Tests are not shipped.',
      '^(language|messages|workflows|activities|platform|simulation|apps)/',
      {
        path: '^test/',
      },
    ),
    never(
      'the-checker-stands-alone',
      'A proof that shared code with what it judges would share its mistakes.',
      '^test/proof/checker/',
      { pathNot: ['^test/proof/checker/', '^(node:)?(fs|path)$'] },
    ),
    never('no-unknown', 'An import that leads nowhere.', '.', { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Prisma's own files are cyclic.
    exclude: '^(dist|platform/database/generated)',
  },
};
