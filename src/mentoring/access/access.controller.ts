import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asked } from '../../platform/command-handling/asked.js';
import { answer, askingIn, bodyOf } from '../../platform/command-handling/command-controllers.js';
import { compileBody } from '../../platform/command-handling/bodies/compile-body.js';
import type { CommandResult } from '../../platform/command-handling/command-request.js';
import { BearerKeys } from '../../platform/security/bearer-keys.js';
import { CreateKey, RevokeKey } from './access.commands.js';

const problems = compileBody(CreateKey);
const problemsOfRevoking = compileBody(RevokeKey);

/** Makes bearer keys: the only answer that shows a token, and only once. And takes them back, at once. */
@Controller('api/access')
export class AccessController {
  constructor(
    private readonly bus: CommandBus,
    private readonly keys: BearerKeys,
  ) {}

  @Post()
  @HttpCode(201)
  async create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const body = bodyOf(request, problems);
    const result = await this.bus.execute<object, CommandResult>(
      asked(CreateKey, body, askingIn(request, CreateKey, undefined)),
    );
    const token = await this.keys.issue(result.id);
    return { ...answer(reply, result, `/api/access/${result.id}`), ...(token === undefined ? {} : { token }) };
  }

  @Post(':id/revoke-key')
  @HttpCode(200)
  async revoke(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const body = bodyOf(request, problemsOfRevoking);
    const result = await this.bus.execute<object, CommandResult>(
      asked(RevokeKey, body, askingIn(request, RevokeKey, id)),
    );
    this.keys.revoked(result.id);
    return answer(reply, result);
  }
}
