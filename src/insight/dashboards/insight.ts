import type { Clock } from '../../kernel/clock.js';
import type { Fold } from '../../kernel/decider.js';
import type { EventSchemas } from '../../kernel/events.js';
import { ORGANIZATION_ID, organizationFacts, type Skill } from '../../mentoring/organization/organization.facts.js';
import { Refusal } from '../../kernel/refusal.js';
import { programFacts, type ProgramFacts } from '../../mentoring/programs/program.facts.js';
import type { Opener } from '../../platform/privacy/opening.js';
import type { ProjectionEngine } from '../../platform/projections/projection-engine.js';
import type { Numbers } from '../numbers/numbers.js';
import { DocumentReader } from './documents.js';
import { Names } from './names.js';

export interface InsightParts {
  readonly engine: ProjectionEngine;
  readonly opener: Opener;
  readonly clock: Clock;
  readonly numbers: Numbers;
  fold<S, V extends EventSchemas>(fold: Fold<S, V>, id: string): Promise<S>;
}

/** What the queries are answered from. */
export class Insight {
  readonly documents: DocumentReader;
  readonly names: Names;
  readonly numbers: Numbers;
  readonly clock: Clock;
  readonly opener: Opener;

  constructor(private readonly parts: InsightParts) {
    this.documents = new DocumentReader(parts.engine);
    this.names = new Names(this.documents, parts.opener);
    ({ numbers: this.numbers, clock: this.clock, opener: this.opener } = parts);
  }

  /** With the default policy where none was set. */
  program(programId: string): Promise<ProgramFacts> {
    return this.parts.fold(programFacts, programId);
  }

  /** @throws Refusal not-found */
  async mustHaveProgram(programId: string): Promise<void> {
    if ((await this.program(programId)).exists) return;
    throw new Refusal('not-found', `There is no program with the id ${programId.slice(0, 60)}.`, 'not-found');
  }

  /** Names of the generations, the oldest first. */
  async generations(): Promise<readonly string[]> {
    return (await this.parts.fold(organizationFacts, ORGANIZATION_ID)).bands.map(({ name }) => name);
  }

  async organizationName(): Promise<string> {
    return (await this.parts.fold(organizationFacts, ORGANIZATION_ID)).name;
  }

  async skills(): Promise<readonly Skill[]> {
    const { catalogues, catalogueVersion } = await this.parts.fold(organizationFacts, ORGANIZATION_ID);
    return catalogues[catalogueVersion] ?? [];
  }
}
