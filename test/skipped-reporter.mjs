import { relative } from 'node:path';

const SKIPPED = new Set(['pending', 'todo']);

/** Names what was skipped in the last lines of a run. A suite that is skipped says why in its own name. */
export default class SkippedReporter {
  constructor({ rootDir, testNamePattern }) {
    this.rootDir = rootDir;
    this.byPattern = Boolean(testNamePattern);
  }

  onRunComplete(_, { testResults }) {
    if (this.byPattern) return;
    const lines = testResults.flatMap(({ testFilePath, testResults: tests }) =>
      skippedOf(tests).map(
        ([name, count]) => `  ${relative(this.rootDir, testFilePath)} › ${name}${count > 1 ? ` (${count} tests)` : ''}`,
      ),
    );
    if (lines.length > 0) console.error(['', 'Skipped:', ...lines.toSorted()].join('\n'));
  }
}

/** A suite of which nothing ran is one line; in others each skipped test is. */
function skippedOf(tests) {
  const ran = new Set(tests.filter(({ status }) => !SKIPPED.has(status)).map(suiteOf));
  const skipped = new Map();
  for (const test of tests.filter(({ status }) => SKIPPED.has(status))) {
    const name = ran.has(suiteOf(test)) ? test.fullName : suiteOf(test);
    skipped.set(name, (skipped.get(name) ?? 0) + 1);
  }
  return [...skipped];
}

const suiteOf = ({ ancestorTitles: [suite], title }) => suite ?? title;
