import {
  JoinProgram,
  PauseParticipation,
  ResumeParticipation,
  Withdraw,
} from '../mentoring/partners/partner.commands.js';
import { addDays } from './calendar.js';
import type { Player } from './players.js';
import { partnerActor, type Stage } from './stage.js';

const NOTICE = '2025-1';
/** The share of partners who pause once within a year. */
const PAUSING = 0.06;

/** Plans that somebody joins the program, perhaps pauses for some weeks, and perhaps withdraws. */
export function planParticipation(stage: Stage, player: Player): void {
  const { partnerId: of, personId, temperament } = player;
  const { signsUpOn, withdrawal } = temperament;
  const actor = partnerActor(player);
  stage.plan(
    { by: player, day: signsUpOn },
    {
      of,
      step: 'join',
      perform: async () => {
        await stage.ask(actor, JoinProgram, { id: of, body: signUpOf(stage, player) });
      },
    },
  );

  const random = stage.random.fork(`pause ${player.personRef}`);
  if (random.chance(PAUSING)) planPause(stage, player, addDays(signsUpOn, random.int(30, 200)), random.int(14, 70));

  if (withdrawal === undefined) return;
  const { on, reason, text: words } = withdrawal;
  stage.plan(
    { by: player, day: on },
    {
      of,
      step: 'withdraw',
      perform: async () => {
        await stage.ask(actor, Withdraw, { id: of, body: { reason, words } });
        stage.leave(personId);
      },
    },
  );
}

function planPause(stage: Stage, player: Player, from: string, days: number): void {
  const { partnerId: of } = player;
  const actor = partnerActor(player);
  const acts = [
    { step: 'pause', command: PauseParticipation, day: from },
    { step: 'resume', command: ResumeParticipation, day: addDays(from, days) },
  ];
  for (const { step, command, day } of acts)
    stage.plan(
      { by: player, day },
      {
        of,
        step,
        perform: async () => {
          await stage.ask(actor, command, { id: of, body: {} });
        },
      },
    );
}

function signUpOf({ programId, skillId }: Stage, player: Player): JoinProgram {
  const { personId, languages, timeZone, availability, methods, offers, wants, learningStyles, capacity } = player;
  return {
    programId,
    personId,
    noticeVersion: NOTICE,
    languages,
    timeZone,
    availability,
    methods,
    offers: offers.map(({ skill, level }) => ({ skill: skillId(skill), level })),
    wants: wants.map(({ skill, priority }) => ({ skill: skillId(skill), priority })),
    learningStyles,
    capacity,
  };
}
