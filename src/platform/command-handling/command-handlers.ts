import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Type } from '@nestjs/common';
import type { Aggregate, CommandClass } from '../../kernel/aggregate.js';
import { askingOf } from './asked.js';
import { CommandProcessor } from './command-processor.js';
import type { CommandResult } from './command-request.js';

/** A handler class for every command of the aggregates, as the command bus wants them: each hands its command to the processor. */
export const commandHandlers = (aggregates: readonly Aggregate[]): Type<ICommandHandler>[] =>
  aggregates.flatMap(({ commands }) => commands.map(({ command }) => handlerOf(command)));

function handlerOf(command: CommandClass): Type<ICommandHandler> {
  class Handler {
    constructor(private readonly processor: CommandProcessor) {}

    execute(body: object): Promise<CommandResult> {
      return this.processor.execute({ ...askingOf(body), command, body });
    }
  }
  Reflect.defineMetadata('design:paramtypes', [CommandProcessor], Handler);
  Object.defineProperty(Handler, 'name', { value: `${command.name}Handler` });
  CommandHandler(command)(Handler);
  return Handler;
}
