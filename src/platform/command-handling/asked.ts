import type { CommandRequest } from './command-request.js';

/** Who asks for a command and under which id: carried along with the command on the bus, apart from its fields. */
export type Asking = Omit<CommandRequest, 'command' | 'body'>;

const ASKING = Symbol('asking');

/** A command for the bus: an instance of its class with the fields of a body. */
export function asked<Command extends object>(command: new () => Command, body: object, asking: Asking): Command {
  const instance = Object.assign(Object.create(command.prototype as object) as Command, body);
  return Object.defineProperty(instance, ASKING, { value: asking });
}

export function askingOf(command: object): Asking {
  const asking = (command as { [ASKING]?: Asking })[ASKING];
  if (asking === undefined) throw new Error(`${command.constructor.name} came to the bus without who asks.`);
  return asking;
}
