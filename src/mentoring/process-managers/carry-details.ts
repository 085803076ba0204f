import { processManager } from '../../kernel/process-manager.js';
import { partnerEvents } from '../partners/partner.events.js';
import { UpdateDetails } from '../partners/partner.commands.js';
import { personEvents } from '../people/person.events.js';

/** The places of a person in programs: partner ids. */
interface Places {
  readonly partnerIds: readonly string[];
}

const person = ({ data }: { readonly data: { readonly personId: string } }) => data.personId;

/** When HR knows something else of a person, their places in programs take it over. */
export const carryDetails = processManager<Places, typeof partnerEvents | typeof personEvents>({
  name: 'carry-details',
  version: 1,
  startsAt: 'beginning',
  events: [partnerEvents, personEvents],
  state: {
    PartnerJoined: {
      key: person,
      evolve: ({ partnerIds } = { partnerIds: [] }, { data: { partnerId } }) => ({
        partnerIds: partnerIds.includes(partnerId) ? partnerIds : [...partnerIds, partnerId],
      }),
    },
  },
  on: {
    async PersonDetailsChanged({ data }, world) {
      const { personId, generation, unit, site, grade, managerId, timeZone } = data;
      const details = {
        generation,
        unit,
        site,
        timeZone,
        ...(grade === undefined ? {} : { grade }),
        ...(managerId === undefined ? {} : { managerId }),
      };
      for (const partnerId of (await world.state(personId))?.partnerIds ?? [])
        await world.ask(UpdateDetails, partnerId, details);
    },
  },
});
