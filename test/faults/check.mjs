// Everything that must hold of a world, whatever it was killed in the midst of.
//   node test/faults/check.mjs WORLD [--finished]
import { fileURLToPath } from 'node:url';
import { brokenInCapacity } from './capacity.mjs';
import { brokenInFolds } from './folds.mjs';
import { brokenInLog } from './log-promises.mjs';
import { recordedIn } from './recorded.mjs';

/**
 * @param isFinished whether all that follows was done and swept: then nothing may hang, and everything stands at the log's end
 * @returns `broken`: `{kind: 'lost' | 'twice' | 'skipped' | 'rule', sentence}` each; and what was looked at
 */
export function check(world, { isFinished }) {
  const recorded = recordedIn(world);
  const broken = [
    ...brokenInLog(recorded),
    ...brokenInCapacity(recorded, { isFinished }),
    ...brokenInFolds(recorded, { isFinished }),
  ];
  const commands = new Set(recorded.answers.filter(({ changed }) => changed === true).map(({ command }) => command));
  return { broken, acknowledged: commands.size, events: recorded.log.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { broken, acknowledged, events } = check(process.argv[2], { isFinished: process.argv.includes('--finished') });
  for (const { kind, sentence } of broken) console.log(`${kind}: ${sentence}`);
  console.log(`${acknowledged} commands acknowledged, ${events} events, ${broken.length} promises broken`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
