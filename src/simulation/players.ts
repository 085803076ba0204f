import { importRoster } from '../integration/roster/import-roster.js';
import type { Actor } from '../kernel/actor.js';
import type { RecordedOf } from '../kernel/events.js';
import { partnerId } from '../mentoring/partners/partner.facts.js';
import type { personEvents } from '../mentoring/people/person.events.js';
import type { House } from '../house.js';
import { temperamentOf, type ProgramYear } from './life.js';
import type { PairMember } from './pair-life.js';
import { madeUpPeople, type RosterPerson } from './people.js';
import type { Random } from './random.js';
import { rosterOf } from './roster-csv.js';
import type { CatalogueSkill } from './skill-market.js';

/** A person of the organization, as HR knows them, as they are, and under the ids that the log gave them. */
export interface Player extends RosterPerson, PairMember {
  readonly personId: string;
  readonly partnerId: string;
}

export interface Players {
  /** They run the program, and take no part in it. */
  readonly coordinator: Player;
  readonly partners: readonly Player[];
}

interface Casting {
  readonly programId: string;
  readonly by: Actor;
  readonly count: number;
  readonly year: ProgramYear;
  readonly skills: readonly CatalogueSkill[];
}

/** Makes people up, and has the roster of all of them invited to the program. */
export async function invitedPlayers(
  house: House,
  random: Random,
  { programId, by, count, year, skills }: Casting,
): Promise<Players> {
  const people = madeUpPeople(random.fork('people'), count + 1, { today: year.from, skills });
  const since = (await house.store.head())?.position ?? 0n;
  const parts = { ...house, participants: async () => [] };
  const { rejected } = await importRoster(parts, programId, rosterOf(people), by, { as: 'invited' });
  const [fault] = rejected;
  if (fault !== undefined) throw new Error(`The made-up roster has a fault in line ${fault.line}: ${fault.message}`);

  const ids = await idsByReference(house, since);
  const players = people.map((person): Player => {
    const personId = ids.get(person.personRef);
    if (personId === undefined) throw new Error(`${person.personRef} of the made-up roster was not registered.`);
    const temperament = temperamentOf(random.fork(`temperament ${person.personRef}`), person, year);
    return { ...person, temperament, personId, partnerId: partnerId(programId, personId) };
  });
  const coordinator = players.find(isLikelyCoordinator) ?? players.at(-1);
  if (coordinator === undefined) throw new RangeError('Nobody is there to run the program.');
  return { coordinator, partners: players.filter((player) => player !== coordinator) };
}

const isLikelyCoordinator = ({ unit, grade }: RosterPerson) => unit === 'Business Services' && grade === 'G3';

/** Who got which id, as the log tells: HR's references are sealed in it. */
async function idsByReference(house: House, since: bigint): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let position = since; ;) {
    const events = await house.store.readAll(position, { limit: 1_000 });
    for (const event of events) {
      if (event.type !== 'PersonRegistered') continue;
      const { data } = house.codec.decode(event) as Registered;
      const fields = await house.opener.open(data.details);
      if ('personRef' in fields) ids.set(String(fields['personRef']), data.personId);
    }
    const last = events.at(-1);
    if (last === undefined) return ids;
    position = last.position;
  }
}

type Registered = Extract<RecordedOf<typeof personEvents>, { type: 'PersonRegistered' }>;
