// Who may import whom. A rule has the name under which test/architecture.spec.ts breaks it on purpose.

const NEST = '(^|/)@nestjs/';
const KERNEL = '^src/kernel/';
/** What all aggregates share: words, fields, and the rules of who may be a pair. */
const WORDS = '^src/mentoring/(vocabulary|fields|pair-rules|time-zone-gap)\\.ts$';
const EVENTS = '^src/mentoring/[^/]+/[^/]+\\.events\\.ts$';
const FACTS = '^src/mentoring/[^/]+/[^/]+\\.facts\\.ts$';
const COMMANDS = '^src/mentoring/[^/]+/[^/]+\\.commands\\.ts$';
const AGGREGATE = '^src/mentoring/(?!matching/|process-managers/)([^/]+)/';
const OWN_AGGREGATE = '^src/mentoring/$1/';
const SPECS = '\\.spec\\.ts$';
/** Shapes and their types; it reads and writes nothing. */
const TYPEBOX = '(^|/)typebox(/|$)';
/** Pure as well, but for the two files that start a thread. */
const MATCHING = '^src/mentoring/matching/(?!match-worker|solve-in-worker)';
/** A partner as matching sees them: the one shape that read models and rounds share. */
const POOL = '^src/mentoring/(matching/pool|match-rounds/pool-entry)\\.ts$';

/** Types vanish when compiled: pure code may name what it is never given. */
const unlessTypes = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-imports-nothing-of-ours',
      severity: 'error',
      from: { path: KERNEL },
      to: { path: '^src/', pathNot: KERNEL },
    },
    {
      name: 'kernel-does-no-io',
      severity: 'error',
      comment: 'A hash is a function like another.',
      from: { path: KERNEL, pathNot: SPECS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'matching-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/mentoring/matching/' },
      to: { path: '^src/', pathNot: '^src/mentoring/matching/' },
    },
    {
      name: 'event-schemas-are-pure',
      severity: 'error',
      from: { path: [EVENTS, WORDS] },
      to: { pathNot: [KERNEL, EVENTS, WORDS, TYPEBOX], ...unlessTypes },
    },
    {
      name: 'commands-are-bodies',
      comment: 'Fields and the validators of the closed table, nothing else.',
      severity: 'error',
      from: { path: COMMANDS },
      to: {
        pathNot: [KERNEL, EVENTS, FACTS, WORDS, TYPEBOX, '^src/platform/command-handling/bodies/validators\\.ts$'],
        ...unlessTypes,
      },
    },
    {
      name: 'deciders-are-pure',
      severity: 'error',
      from: { path: AGGREGATE, pathNot: ['\\.(events|commands|controller|module|spec)\\.ts$'] },
      to: {
        pathNot: [KERNEL, '^src/mentoring/(?!matching/)(?!.*\\.(controller|module)\\.ts$)', MATCHING, TYPEBOX],
        ...unlessTypes,
      },
    },
    {
      name: 'aggregates-do-not-import-each-others-deciders',
      comment: 'What another aggregate decides or is asked is the business of a process manager.',
      severity: 'error',
      from: { path: AGGREGATE, pathNot: SPECS },
      to: { path: '^src/mentoring/', pathNot: [OWN_AGGREGATE, EVENTS, FACTS, WORDS, '^src/mentoring/matching/'] },
    },
    {
      name: 'process-managers-are-pure',
      comment: 'They fold events and ask for commands.',
      severity: 'error',
      from: { path: '^src/mentoring/process-managers/', pathNot: SPECS },
      to: {
        pathNot: [KERNEL, EVENTS, FACTS, COMMANDS, WORDS, '^src/mentoring/process-managers/', TYPEBOX],
        ...unlessTypes,
      },
    },
    {
      name: 'read-models-and-numbers-are-pure',
      severity: 'error',
      from: { path: '^src/insight/((read-models|numbers)/|[^/]+\\.ts$)', pathNot: SPECS },
      to: {
        pathNot: [KERNEL, EVENTS, FACTS, WORDS, POOL, '^src/insight/((read-models|numbers)/|[^/]+\\.ts$)', TYPEBOX],
        ...unlessTypes,
      },
    },
    {
      name: 'insight-never-imports-a-decider',
      severity: 'error',
      from: { path: '^src/insight/', pathNot: SPECS },
      to: { path: '^src/mentoring/', pathNot: [EVENTS, FACTS, WORDS, POOL] },
    },
    {
      name: 'platform-knows-no-word-of-mentoring',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(mentoring|insight|integration|simulation)/' },
    },
    {
      name: 'only-the-edge-knows-nest',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/(app\\.module|main|server|cli)\\.ts$',
          '^src/cli/',
          '\\.(module|controller)\\.ts$',
          '^src/platform/(command-handling|security|operations|http)/',
        ],
      },
      to: { path: NEST },
    },
    {
      name: 'no-circles',
      comment: 'A circle of modules meets classes before they exist, in decorator metadata first of all.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
