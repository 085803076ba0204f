// The functions that cost most in a CPU profile of Node.
//   node bench/profile.mjs FILE.cpuprofile [how many, default 30]
import { readFileSync } from 'node:fs';

const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const byId = new Map(nodes.map((node) => [node.id, node]));
const self = new Map();
let total = 0;
for (const [n, id] of samples.entries()) {
  const { functionName, url, lineNumber } = byId.get(id).callFrame;
  if (functionName === '(idle)') continue;
  const place = url === '' ? '' : ` ${url.replace(/^.*\/(node_modules|dist)\//, '')}:${lineNumber + 1}`;
  const name = `${functionName || '(anonymous)'}${place}`;
  self.set(name, (self.get(name) ?? 0) + timeDeltas[n]);
  total += timeDeltas[n];
}
for (const [name, us] of [...self].sort(([, a], [, b]) => b - a).slice(0, Number(process.argv[3] ?? 30)))
  console.log(`${((100 * us) / total).toFixed(1).padStart(5)} %  ${name}`);
