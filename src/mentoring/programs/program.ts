import { canonicalJson } from '../../kernel/canonical-json.js';
import { decider, type Context } from '../../kernel/decider.js';
import { present } from '../../kernel/present.js';
import { Refusal } from '../../kernel/refusal.js';
import type { DesignProgram, RecordRosterImport, SetPolicy } from './program.commands.js';
import { type programEvents } from './program.events.js';
import { programFacts, type ProgramFacts } from './program.facts.js';

/** A program of partnerships and the rules in it. */
export const program = decider<ProgramFacts, typeof programEvents>()({
  ...programFacts,

  decide: {
    designProgram(state, command: DesignProgram, { id: programId }: Context) {
      const { name, purpose, timeZone = 'UTC', startsOn, endsOn } = command;
      if (state.exists) throw new Refusal('program-exists', 'This program was designed before.', 'conflict');
      if (name.trim() === '') throw new Refusal('program-without-name', 'Give the program a name that can be read.');
      if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
        throw new Refusal('program-ends-before-start', `A program that starts on ${startsOn} cannot end on ${endsOn}.`);
      return [{ type: 'ProgramDesigned', data: present({ programId, name, purpose, timeZone, startsOn, endsOn }) }];
    },

    setPolicy(state, { weights = {}, ...asked }: SetPolicy, { id: programId }: Context) {
      const { policy } = designed(state);
      const merged = { ...policy, ...present(asked), weights: { ...policy.weights, ...present(weights) } };
      if (canonicalJson(merged) === canonicalJson(policy)) return [];
      return [{ type: 'PolicySet', data: { programId, policy: merged } }];
    },

    recordRosterImport(state, { fileHash, counts }: RecordRosterImport, { id: programId }: Context) {
      designed(state);
      // An import that changed nobody leaves no trace: the same file can come every night.
      if (counts.joined + counts.changed === 0) return [];
      return [{ type: 'RosterImported', data: { programId, fileHash, counts } }];
    },
  },
});

function designed(state: ProgramFacts): ProgramFacts {
  if (!state.exists) throw new Refusal('program-not-found', 'There is no such program.', 'not-found');
  return state;
}
