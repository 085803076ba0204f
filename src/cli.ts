import { Command, CommanderError, Option } from 'commander';
import { openGateway, Refused, Unusable, type Where } from './cli/gateway.js';
import { Output } from './cli/output.js';
import * as verbs from './cli/verbs.js';
import { ConfigRefused } from './config.js';
import { CatalogueRefused } from './integration/catalogue/read-catalogue.js';
import { OBJECTIVES } from './mentoring/vocabulary.js';
import { ROLES } from './kernel/actor.js';
import { CommandUnavailable } from './platform/command-handling/command-request.js';
import { StoreUnavailable } from './platform/event-store/event-store.js';
import { MasterKeyUnusable } from './platform/key-store/master-key.js';
import { FolderInUse, FolderOfAnotherKind, FolderTooNew, FolderUnusable } from './platform/operations/data-folder.js';
import { StoreOfAnotherLog } from './platform/read-store/read-store.js';
import { StoreUnusable } from './platform/sqlite/database-file.js';
import { version } from './version.js';

/** Exit status: 0 done · 1 refused or not found · 2 wrong usage. */
const REFUSED = 1;
const WRONG_USAGE = 2;

/** What is told in a sentence; anything else is a fault of ours. */
const TOLD = [
  Refused,
  Unusable,
  ConfigRefused,
  CatalogueRefused,
  FolderInUse,
  FolderOfAnotherKind,
  FolderTooNew,
  FolderUnusable,
  MasterKeyUnusable,
  StoreOfAnotherLog,
  StoreUnusable,
];

interface Common extends Where {
  readonly json?: boolean;
}

const program = new Command('mentoring')
  .description('Programs of two-way mentoring partnerships')
  .version(version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

verb('serve', 'serve the API and the pages')
  .option('--port <port>', 'port, 0 for any that is free (default: 3000)')
  .option('--host <host>', 'address to listen on (default: 127.0.0.1)')
  .action(async ({ data, port, host }: Common & { port?: string; host?: string }) => {
    const { serve } = await import('./cli/serve.js');
    await serve({
      ...(data === undefined ? {} : { data }),
      ...(port === undefined ? {} : { port: wholeNumber('--port', port) }),
      ...(host === undefined ? {} : { host }),
    });
  });

verb('demo', 'simulate a year of a program in ./data/demo, made anew each run, and show it')
  .option('--partners <count>', 'how many partners', '2000')
  .option('--months <count>', 'how many months', '12')
  .option('--seed <number>', 'the same seed gives the same year', '7')
  .option('--ends-on <day>', 'last day of the simulation, YYYY-MM-DD (default: yesterday)')
  .option('--port <port>', 'port, 0 for any that is free (default: 3000)')
  .option('--no-serve', 'make the data only')
  .action(
    async ({
      data,
      partners,
      months,
      seed,
      endsOn,
      port,
      serve,
    }: Common &
      Record<'partners' | 'months' | 'seed', string> & { endsOn?: string; port?: string; serve: boolean }) => {
      const { demo } = await import('./cli/demo.js');
      await demo({
        ...(data === undefined ? {} : { data }),
        partners: wholeNumber('--partners', partners),
        months: wholeNumber('--months', months),
        seed: wholeNumber('--seed', seed),
        ...(endsOn === undefined ? {} : { endsOn }),
        ...(port === undefined ? {} : { port: wholeNumber('--port', port) }),
        serve,
      });
    },
  );

const programs = program.command('program').description('programs');
asked(programs, 'create', 'design a program')
  .requiredOption('--name <name>', 'its name')
  .option('--policy <file>', 'JSON file with the rules that differ from the default')
  .option('--starts-on <day>', 'YYYY-MM-DD')
  .option('--ends-on <day>', 'YYYY-MM-DD')
  .action(
    through(
      (
        given,
        { name, policy, startsOn, endsOn }: { name: string; policy?: string; startsOn?: string; endsOn?: string },
      ) =>
        verbs.createProgram(given, {
          name,
          ...(policy === undefined ? {} : { policy }),
          ...(startsOn === undefined ? {} : { startsOn }),
          ...(endsOn === undefined ? {} : { endsOn }),
        }),
    ),
  );

asked(program, 'import', 'take a roster into a program')
  .argument('<program>', 'id of the program')
  .argument('<roster.csv>')
  .option('--dry-run', 'report alone')
  .action((id: string, file: string, options: Common & { dryRun?: boolean }) =>
    withGateway(options, (given) => verbs.importRosterFile(given, id, file, options.dryRun === true)),
  );

asked(program, 'match', 'seek the best pairs of a program')
  .argument('<program>', 'id of the program')
  .addOption(new Option('--objective <objective>', 'greatest sum of scores, or most pairs').choices(OBJECTIVES))
  .option('--publish', 'turn the drafts into proposals')
  .action((id: string, options: Common & { objective?: string; publish?: boolean }) =>
    withGateway(options, (given) => verbs.match(given, id, options.objective, options.publish === true)),
  );

asked(program, 'status', 'stores, head of the log, read models').action(through((given) => verbs.status(given)));

const keys = program.command('keys').description('bearer keys');
asked(keys, 'create', 'make a key; its token is shown once')
  .addOption(new Option('--role <role>', 'what it may').choices(ROLES).makeOptionMandatory())
  .option('--person <id>', 'whose it is')
  .option('--program <id>', 'in one program only')
  .option('--label <text>', 'what it is for')
  .action(
    through((given, options: { person?: string; role: string; program?: string; label?: string }) =>
      verbs.createKey(given, options),
    ),
  );
asked(keys, 'list', 'every key that was made').action(through((given) => verbs.listKeys(given)));
asked(keys, 'revoke', 'take a key back for good')
  .argument('<key>', 'id of the key')
  .action((id: string, options: Common) => withGateway(options, (given) => verbs.revokeKey(given, id)));

asked(
  program.command('catalogue').description('the skill catalogue'),
  'load',
  'load the next version of the skill catalogue',
)
  .argument('<file.csv>')
  .action((file: string, options: Common) => withGateway(options, (given) => verbs.loadCatalogue(given, file)));

asked(program.command('events').description('the record'), 'tail', 'print the log as JSON lines, as it is stored')
  .option('--after <position>', 'from the event after this position', '0')
  .option('--types <types>', 'of these types only, separated by commas')
  .action(async ({ after, types, ...options }: Common & { after: string; types?: string }) => {
    if (!/^\d{1,18}$/.test(after)) throw wrongUsage(`--after must be a position, a whole number, and is "${after}".`);
    await withGateway(options, (given) => verbs.tail(given, after, types === undefined ? [] : types.split(',')));
  });

function verb(name: string, description: string, parent = program): Command {
  return parent
    .command(name)
    .description(description)
    .option('--data <dir>', 'folder of the embedded stores (default: ./data)');
}

/** A verb that asks the API. */
function asked(parent: Command, name: string, description: string): Command {
  return verb(name, description, parent)
    .option('--server <url>', 'go through this server')
    .option('--token <token>', 'key for it; better in MENTORING_TOKEN')
    .option('--json', 'print one JSON document');
}

function through<Options>(act: (given: verbs.Given, options: Options) => Promise<void>) {
  return (options: Common & Options) => withGateway(options, (given) => act(given, options));
}

async function withGateway(
  { json = false, ...where }: Common,
  act: (given: verbs.Given) => Promise<void>,
): Promise<void> {
  const gateway = await openGateway(where);
  try {
    await act({ gateway, output: new Output(json) });
  } finally {
    await gateway.close();
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw wrongUsage(`${option} must be a whole number, and is "${text}".`);
  return Number(text);
}

function wrongUsage(sentence: string): CommanderError {
  return new CommanderError(WRONG_USAGE, 'usage', sentence);
}

// Whoever reads the output may stop early, as `head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.code === 'usage') process.stderr.write(`${error.message}\n`);
    return error.exitCode === 0 ? 0 : WRONG_USAGE;
  }
  process.stderr.write(`${sentenceFor(error)}\n`);
  return REFUSED;
}

function sentenceFor(error: unknown): string {
  if (error instanceof CommandUnavailable || error instanceof StoreUnavailable) {
    const what = error instanceof StoreUnavailable ? error.message : 'A store could not be written.';
    return `${what} See that its disk has room and that this user may write it, then do it again: what is done already is kept.`;
  }
  const isTold = TOLD.some((kind) => error instanceof kind);
  return isTold ? (error as Error).message : `Something went wrong that nobody foresaw: ${String(error)}`;
}
