import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asked } from '../../platform/command-handling/asked.js';
import { compileBody } from '../../platform/command-handling/bodies/compile-body.js';
import { answer, askingIn, bodyOf } from '../../platform/command-handling/command-controllers.js';
import type { CommandResult } from '../../platform/command-handling/command-request.js';
import { actorFor } from '../../platform/security/authorize.js';
import { OpenMatchRound, StartMatchRound } from './match-round.commands.js';
import { RoundOpening } from './round-opening.js';

const problems = compileBody(StartMatchRound);

/** Starts a round: answers as soon as it is recorded; how far it is tells `GET /api/match-rounds/{id}`. */
@Controller('api/match-rounds')
export class StartMatchRoundController {
  constructor(
    private readonly bus: CommandBus,
    private readonly opening: RoundOpening,
  ) {}

  @Post()
  @HttpCode(202)
  async start(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const start = bodyOf(request, problems) as StartMatchRound;
    const asking = askingIn(request, StartMatchRound, undefined);
    const actor = actorFor(asking.by.principal, ['coordinator'], { programId: start.programId });
    const body = await this.opening.open(start);
    const result = await this.bus.execute<object, CommandResult>(
      asked(OpenMatchRound, body, { ...asking, by: { actor }, sent: start }),
    );
    void this.opening.run(result.id);
    return answer(reply, result, `/api/match-rounds/${result.id}`);
  }
}
