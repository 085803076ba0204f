import { canonicalJson } from '../../kernel/canonical-json.js';
import { decider, type Context } from '../../kernel/decider.js';
import { present } from '../../kernel/present.js';
import { Refusal } from '../../kernel/refusal.js';
import { isBox, type Box } from '../../kernel/sealed.js';
import { generationOf, type OrganizationFacts } from '../organization/organization.facts.js';
import type { ChangeDetails, RegisterPerson } from './person.commands.js';
import { personEvents } from './person.events.js';

type Person =
  { readonly status: 'none' } | { readonly status: 'registered'; readonly plain: PlainDetails; readonly details: Box };

/** What stands in the open. */
interface PlainDetails {
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly timeZone: string;
  readonly grade?: string;
  readonly managerId?: string;
  readonly hiredOn?: string;
}

type PersonContext = Context<{ readonly organization: OrganizationFacts }>;

/** A person whom HR knows. Name, e-mail, HR number and birth year are sealed: whether they changed is seen by the box's `same`. */
export const person = decider<Person, typeof personEvents>()({
  events: personEvents,
  initial: { status: 'none' },

  evolve: {
    PersonRegistered: (_, data) => registered(data),
    PersonDetailsChanged: (_, data) => registered(data),
  },

  decide: {
    registerPerson(state, command: RegisterPerson, context: PersonContext) {
      if (state.status === 'none') return [{ type: 'PersonRegistered', data: detailsOf(command, context) }];
      const details = detailsOf(command, context, state.details);
      if (!standsAlready(state, details))
        throw new Refusal(
          'person-exists',
          'This person is registered with other details: change them instead.',
          'conflict',
        );
      return [];
    },

    changeDetails(state, command: ChangeDetails, context: PersonContext) {
      if (state.status === 'none') throw new Refusal('person-not-found', 'There is no such person.', 'not-found');
      const details = detailsOf(command, context, state.details);
      return standsAlready(state, details) ? [] : [{ type: 'PersonDetailsChanged', data: details }];
    },
  },
});

function registered({
  details,
  organizationId: _,
  personId: __,
  ...plain
}: PlainDetails & {
  readonly organizationId: string;
  readonly personId: string;
  readonly details: Box;
}): Person {
  return { status: 'registered', plain, details };
}

/** @param box that stands: it is carried on when what it holds is the same */
function detailsOf(command: RegisterPerson, { id: personId, facts: { organization }, same }: PersonContext, box?: Box) {
  const { personRef, displayName, email, birthYear, unit, site, timeZone, grade, managerId, hiredOn } = command;
  if (!organization.founded)
    throw new Refusal('organization-not-founded', 'The organization has yet to be founded.', 'conflict');
  if (managerId === personId) throw new Refusal('own-manager', 'Nobody is their own manager: leave the manager out.');
  const { organizationId, bands } = organization;
  return present({
    organizationId,
    personId,
    generation: generationOf(bands, birthYear),
    unit,
    site,
    timeZone,
    grade,
    managerId,
    hiredOn,
    details: same !== undefined && same === box?.same ? box : present({ personRef, displayName, email, birthYear }),
  });
}

function standsAlready({ plain }: Person & { status: 'registered' }, decided: ReturnType<typeof detailsOf>): boolean {
  const { details, organizationId: _, personId: __, ...now } = decided;
  return isBox(details) && canonicalJson(now) === canonicalJson(plain);
}
