import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Actor } from '../../kernel/actor.js';
import type { CommandClass } from '../../kernel/aggregate.js';
import type { Clock } from '../../kernel/clock.js';
import type { Fold } from '../../kernel/decider.js';
import type { EventSchemas } from '../../kernel/events.js';
import { present } from '../../kernel/present.js';
import { Refusal } from '../../kernel/refusal.js';
import { ORGANIZATION_ID, organizationFacts } from '../../mentoring/organization/organization.facts.js';
import {
  DeclareOffers,
  DeclareWants,
  DescribeLearningStyle,
  InvitePartner,
  JoinProgram,
  SetCapacity,
  StateAvailability,
} from '../../mentoring/partners/partner.commands.js';
import { partnerFacts, partnerId } from '../../mentoring/partners/partner.facts.js';
import { ChangeDetails, RegisterPerson } from '../../mentoring/people/person.commands.js';
import { personFacts } from '../../mentoring/people/person.facts.js';
import type { CommandProcessor } from '../../platform/command-handling/command-processor.js';
import type { KeyStore } from '../../platform/key-store/key-store.js';
import type { Sealer } from '../../platform/privacy/sealing.js';
import { skillIndex } from '../catalogue/read-catalogue.js';
import type { RosterRow, RowProblem } from './roster-row.js';

const UNKNOWN = 'unknown';

export interface RosterOptions {
  readonly dryRun?: boolean;
  /** Default `joined`: they agreed elsewhere, to the notice of this version. */
  readonly as?: 'joined' | 'invited';
  readonly noticeVersion?: string;
  /** Profile columns replace what partners have declared since. */
  readonly overwriteProfile?: boolean;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface RosterParts {
  readonly processor: CommandProcessor;
  readonly keys: Pick<KeyStore, 'find' | 'claim' | 'putNames' | 'putSecret'>;
  readonly sealer: Pick<Sealer, 'prepare'>;
  readonly clock: Clock;
  readonly freshId: () => string;
  fold<S, V extends EventSchemas>(fold: Fold<S, V>, id: string): Promise<S>;
  /** Partners of a program who take part. */
  participants(programId: string): Promise<readonly string[]>;
}

type Profile = Pick<
  JoinProgram,
  'languages' | 'availability' | 'methods' | 'offers' | 'wants' | 'learningStyles' | 'capacity'
>;
/** A row that can be taken, and where it stands. */
export interface Line {
  readonly line: number;
  readonly row: RosterRow;
}
type Outcome = 'joined' | 'changed' | 'unchanged' | RowProblem;

/** The rows of one file on their way into one program. */
export class Application {
  readonly warnings: RowProblem[] = [];
  readonly unknownSkills = new Set<string>();
  readonly seen = new Set<string>();

  private constructor(
    private readonly parts: RosterParts,
    private readonly programId: string,
    private readonly timeZone: string,
    private readonly by: Actor,
    /** References of all rows that can be taken. */
    private readonly refs: ReadonlySet<string>,
    private readonly options: RosterOptions,
    private readonly secret: KeyObject,
    private readonly skills: ReturnType<typeof skillIndex>,
  ) {}

  static async of(
    parts: RosterParts,
    programId: string,
    timeZone: string,
    by: Actor,
    refs: ReadonlySet<string>,
    options: RosterOptions,
  ): Promise<Application> {
    const secret = createSecretKey(await parts.keys.putSecret('directory', randomBytes(32)));
    const { catalogues, catalogueVersion } = await parts.fold(organizationFacts, ORGANIZATION_ID);
    const skills = skillIndex(catalogues[catalogueVersion] ?? []);
    return new Application(parts, programId, timeZone, by, refs, options, secret, skills);
  }

  async apply(lines: readonly Line[]): Promise<readonly Outcome[]> {
    const persons = await this.#personsOf(lines);
    const ofRow = ({ row }: Line) => persons.get(row.personRef);
    const isReal = this.options.dryRun !== true;
    if (isReal) await this.parts.sealer.prepare(lines.flatMap((line) => ofRow(line) ?? []));
    const outcomes = await Promise.all(
      lines.map(async (line) => {
        try {
          return await this.#applyRow(line, ofRow(line), persons);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return { line: line.line, column: 'row' as const, code: error.code, message: error.message };
        }
      }),
    );
    // Only of rows that were taken: people are found by the name under which they are shown.
    const taken = lines.filter((_, place) => typeof outcomes[place] === 'string');
    if (isReal) await this.parts.keys.putNames(new Map(taken.map((line) => [ofRow(line) ?? '', line.row.displayName])));
    return outcomes;
  }

  /** People whose rows could not be taken are in the file all the same. */
  async see(refs: readonly string[]): Promise<void> {
    const known = await this.parts.keys.find(refs.map((ref) => this.#digest(ref)));
    for (const personId of known.values()) this.seen.add(partnerId(this.programId, personId));
  }

  /** Who stands behind the references of these rows and of their managers; who is new gets an id, which the directory keeps. */
  async #personsOf(lines: readonly Line[]): Promise<ReadonlyMap<string, string>> {
    const refs = new Set(
      lines.flatMap(({ row }) => [row.personRef, ...(row.managerRef === undefined ? [] : [row.managerRef])]),
    );
    const digests = new Map([...refs].map((ref) => [ref, this.#digest(ref)]));
    const known = new Map(await this.parts.keys.find([...digests.values()]));
    const claims = new Map<string, string>();
    for (const [ref, digest] of digests)
      if (!known.has(digest) && this.refs.has(ref)) claims.set(digest, this.parts.freshId());
    if (claims.size > 0 && this.options.dryRun !== true)
      for (const [digest, personId] of await this.parts.keys.claim(claims)) known.set(digest, personId);
    const persons = new Map<string, string>();
    for (const [ref, digest] of digests) {
      const personId = known.get(digest);
      if (personId !== undefined) persons.set(ref, personId);
    }
    return persons;
  }

  async #applyRow(
    { line, row }: Line,
    personId: string | undefined,
    persons: ReadonlyMap<string, string>,
  ): Promise<Outcome> {
    const managerId = row.managerRef === undefined ? undefined : persons.get(row.managerRef);
    if (row.managerRef !== undefined && managerId === undefined && !this.refs.has(row.managerRef))
      this.warnings.push({
        line,
        column: 'manager_ref',
        code: 'manager-nowhere',
        message: 'No person with this reference is in the file or was registered before: taken without a manager.',
      });
    const profile = this.#profile(row);
    if (personId === undefined) return 'joined'; // a dry run, and they are new

    const details = present({
      personRef: row.personRef,
      displayName: row.displayName,
      email: row.email,
      birthYear: row.birthYear,
      hiredOn: row.hiredOn,
      unit: row.unit ?? UNKNOWN,
      site: row.site ?? UNKNOWN,
      timeZone: row.timeZone ?? this.timeZone,
      grade: row.grade,
      managerId,
    });
    const person = await this.parts.fold(personFacts, personId);
    const place = partnerId(this.programId, personId);
    this.seen.add(place);
    if (!person.exists && this.options.dryRun === true) return 'joined'; // claimed by an import that was cut off
    const detailsChanged = await this.#ask(person.exists ? ChangeDetails : RegisterPerson, personId, details);

    const { status } = await this.parts.fold(partnerFacts, place);
    const ids = { programId: this.programId, personId };
    if (this.options.as === 'invited') {
      if (status === 'none') return (await this.#ask(InvitePartner, place, ids), 'joined');
    } else if (status === 'none' || status === 'invited') {
      const noticeVersion = this.options.noticeVersion ?? 'roster';
      await this.#ask(JoinProgram, place, present({ ...ids, ...profile, noticeVersion, timeZone: row.timeZone }));
      return 'joined';
    }
    const profileChanged = this.options.overwriteProfile === true && (await this.#overwrite(place, profile));
    return detailsChanged || profileChanged ? 'changed' : 'unchanged';
  }

  async #overwrite(place: string, profile: Profile): Promise<boolean> {
    const { offers, wants, learningStyles, availability, methods, languages, capacity } = profile;
    const changes = [
      await this.#ask(DeclareOffers, place, { offers }),
      await this.#ask(DeclareWants, place, { wants }),
      await this.#ask(DescribeLearningStyle, place, { learningStyles }),
      await this.#ask(StateAvailability, place, { availability, methods, languages }),
      ...(capacity === undefined ? [] : [await this.#ask(SetCapacity, place, { capacity })]),
    ];
    return changes.includes(true);
  }

  #profile({ languages, availability, methods, offers, wants, learningStyles, capacity }: RosterRow): Profile {
    return present({
      languages,
      availability,
      methods,
      offers: distinct(offers.map(({ skill, level }) => ({ skill: this.#skill(skill), level }))),
      wants: distinct(wants.map(({ skill, priority }) => ({ skill: this.#skill(skill), priority }))),
      learningStyles,
      capacity,
    });
  }

  #skill(asWritten: string): string {
    const known = this.skills.find(asWritten);
    if (known !== undefined) return known.id;
    this.unknownSkills.add(asWritten);
    return asWritten.toLowerCase();
  }

  async #ask(command: CommandClass, id: string, body: object): Promise<boolean> {
    const { changed } = await this.parts.processor.execute({
      command,
      id,
      body,
      commandId: this.parts.freshId(),
      by: { actor: this.by },
      ...(this.options.dryRun === true ? { dryRun: true } : {}),
    });
    return changed;
  }

  #digest(ref: string): string {
    return createHmac('sha256', this.secret).update(`${ORGANIZATION_ID}\n${ref}`).digest('base64url');
  }
}

/** Two names of one skill: the first counts. */
const distinct = <T extends { readonly skill: string }>(skills: readonly T[]): readonly T[] =>
  skills.filter(({ skill }, place) => skills.findIndex((other) => other.skill === skill) === place);
