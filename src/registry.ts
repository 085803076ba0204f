import type { Aggregate } from './kernel/aggregate.js';
import type { EventSchemas } from './kernel/events.js';
import type { AnyReadModel } from './kernel/read-model.js';
import { acceptance } from './insight/numbers/acceptance.js';
import { everMatched } from './insight/numbers/ever-matched.js';
import { matchRate } from './insight/numbers/match-rate.js';
import type { Measure, Row } from './insight/numbers/measure.js';
import { reciprocity } from './insight/numbers/reciprocity.js';
import { accessKeys } from './insight/read-models/access-keys.js';
import { exchangeLedger } from './insight/read-models/exchange-ledger.js';
import { exchangeMatrix } from './insight/read-models/exchange-matrix.js';
import { matchRounds } from './insight/read-models/match-rounds.js';
import { matchingPool } from './insight/read-models/matching-pool.js';
import { partnerHome } from './insight/read-models/partner-home.js';
import { partners } from './insight/read-models/partners.js';
import { partnerships } from './insight/read-models/partnerships.js';
import { people } from './insight/read-models/people.js';
import { programOverview } from './insight/read-models/program-overview.js';
import { reciprocityBoard } from './insight/read-models/reciprocity-board.js';
import { accessAggregate } from './mentoring/access/access.aggregate.js';
import { matchRoundAggregate } from './mentoring/match-rounds/match-round.aggregate.js';
import { organizationAggregate } from './mentoring/organization/organization.aggregate.js';
import { partnerAggregate } from './mentoring/partners/partner.aggregate.js';
import { partnershipAggregate } from './mentoring/partnerships/partnership.aggregate.js';
import { personAggregate } from './mentoring/people/person.aggregate.js';
import { carryDetails } from './mentoring/process-managers/carry-details.js';
import { endWithPartner } from './mentoring/process-managers/end-with-partner.js';
import { formPairs } from './mentoring/process-managers/form-pairs.js';
import { proposeDrafts } from './mentoring/process-managers/propose-drafts.js';
import { releaseSlots } from './mentoring/process-managers/release-slots.js';
import { programAggregate } from './mentoring/programs/program.aggregate.js';
import type { AnyProcessManager } from './platform/projections/process-managers.js';

/** Everything that takes part, each in one line: a new aggregate, read model, number or process manager is named here. */
export const aggregates: readonly Aggregate[] = [
  organizationAggregate,
  accessAggregate,
  personAggregate,
  programAggregate,
  partnerAggregate,
  matchRoundAggregate,
  partnershipAggregate,
];

export const eventSchemas: readonly EventSchemas[] = aggregates.map(({ decider }) => decider.events);

export const processManagers = [
  proposeDrafts,
  formPairs,
  releaseSlots,
  endWithPartner,
  carryDetails,
] as unknown as readonly AnyProcessManager[];

export const measures = [matchRate, everMatched, acceptance, reciprocity] as unknown as readonly Measure<Row>[];

export const readModels = [
  accessKeys,
  people,
  programOverview,
  partners,
  partnerHome,
  partnerships,
  matchRounds,
  exchangeLedger,
  exchangeMatrix,
  reciprocityBoard,
  matchingPool,
  ...new Set(measures.map(({ rows }) => rows)),
] as unknown as readonly AnyReadModel[];
