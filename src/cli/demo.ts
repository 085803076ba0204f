import { CommandBus } from '@nestjs/cqrs';
import { pino } from 'pino';
import { addDays, dayOf, systemClock, type Clock } from '../kernel/clock.js';
import { isDay } from '../kernel/formats.js';
import { freshId } from '../kernel/ids.js';
import { configOf } from '../config.js';
import { openEmbedded, type Embedded } from '../embedded.js';
import { CreateKey } from '../mentoring/access/access.commands.js';
import { asked } from '../platform/command-handling/asked.js';
import type { CommandRequest, CommandResult } from '../platform/command-handling/command-request.js';
import { createApp } from '../server.js';
import { seededRandom } from '../simulation/random.js';
import { seededIds } from '../simulation/seeded-ids.js';
import { NothingToShow, simulate, startsOn, type Simulated } from '../simulation/simulate.js';
import { SimulatedClock } from '../simulation/simulated-clock.js';
import { Unusable } from './gateway.js';
import { Output } from './output.js';
import { failureLog, linkOf, serveUntilStopped } from './serve.js';

export interface DemoOptions {
  readonly data?: string;
  readonly partners: number;
  readonly months: number;
  readonly seed: number;
  /** YYYY-MM-DD; without one, yesterday: all of it is past. */
  readonly endsOn?: string;
  readonly port?: number;
  readonly serve: boolean;
}

const DEMO_FOLDER = './data/demo';
const LEAST_PARTNERS = 4;

/** Simulates a program through the command bus, in a folder of its own that is made anew, and shows it. */
export async function demo({
  data = DEMO_FOLDER,
  partners,
  months,
  seed,
  serve,
  port,
  ...options
}: DemoOptions): Promise<void> {
  const yesterday = addDays(dayOf(systemClock.now()), -1);
  const endsOn = options.endsOn ?? yesterday;
  if (!isDay(endsOn)) throw new Unusable('--ends-on must be a day that exists, as YYYY-MM-DD.');
  if (partners < LEAST_PARTNERS || months < 1)
    throw new Unusable(`A program needs ${LEAST_PARTNERS} partners and a month at least.`);
  const config = configOf(
    { LOG_LEVEL: 'error', ...process.env, ORGANIZATION_NAME: 'Example Works' },
    { dataDir: data, ...(port === undefined ? {} : { port }) },
  );
  const log = pino({ level: config.logLevel });

  const simulated = new SimulatedClock(startsOn({ endsOn, months }));
  const present = endsOn === yesterday ? systemClock : afterThe(endsOn);
  const ids = seededIds(seededRandom(seed).fork('ids'));
  let isSimulated = true;
  const embedded = await openEmbedded(config, {
    clock: { now: () => (isSimulated ? simulated : present).now() },
    freshId: () => (isSimulated ? ids() : freshId()),
    onFailure: failureLog(log),
    kind: 'demo',
    anew: true,
  });
  const app = await createApp(embedded, log);
  const bus = app.get(CommandBus);
  const execute = ({ command, body, ...asking }: CommandRequest) =>
    bus.execute<object, CommandResult>(asked(command, body, asking));

  const bar = new Output(false).bar('Simulating');
  const result = await simulate(embedded.house, execute, simulated, {
    seed,
    partners,
    months,
    endsOn,
    onProgress: (done, of) => {
      bar.update(done, of);
    },
  }).catch(async (error: unknown) => {
    bar.end();
    await app.close();
    await embedded.close();
    throw error instanceof NothingToShow ? new Unusable(error.message) : error;
  });
  bar.end();
  isSimulated = false;
  if (!serve) {
    process.stdout.write(`The demo is in ${data}.\n`);
    await app.close();
    return embedded.close();
  }
  const links = await linksOf(embedded, execute, result);
  await serveUntilStopped(
    embedded,
    log,
    ({ url }) => {
      process.stdout.write(`${links(url).join('\n')}\n`);
    },
    app,
  );
}

/** A key for a coordinator and for both of one pair, as links. */
async function linksOf(
  { keys }: Embedded,
  execute: (request: CommandRequest) => Promise<CommandResult>,
  { programId, coordinatorPersonId, pair }: Simulated,
) {
  const tokenOf = async (role: string, personId: string) => {
    const { id } = await execute({
      command: CreateKey,
      body: { role, personId, programId, label: 'demo' },
      commandId: freshId(),
      by: { actor: { kind: 'system', id: personId } },
    });
    return (await keys.issue(id)) ?? '';
  };
  const coordinator = await tokenOf('coordinator', coordinatorPersonId);
  const a = await tokenOf('partner', pair.aPersonId);
  const b = await tokenOf('partner', pair.bPersonId);
  return (url: string) => [
    `Coordinator:     ${linkOf(url, coordinator, `/programs/${programId}`)}`,
    `One partner:     ${linkOf(url, a)}`,
    `The other:       ${linkOf(url, b)}`,
  ];
}

/** A clock that runs as ours does, but from the morning after another day. */
function afterThe(day: string): Clock {
  const offset = Date.parse(`${addDays(day, 1)}T09:00:00Z`) - Date.now();
  return { now: () => new Date(Date.now() + offset).toISOString() };
}
