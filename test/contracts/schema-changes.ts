/**
 * What has changed between two JSON Schemas of the same event type and version beyond what may: fields are only added, and optional;
 * closed vocabularies are only added to. Each change is named by its path. Anything else needs a raised version and an upcaster.
 */
export function forbiddenChanges(golden: unknown, present: unknown, path = ''): readonly string[] {
  if (Array.isArray(golden) && Array.isArray(present)) {
    if (golden.length !== present.length) return [path];
    return golden.flatMap((item, at) => forbiddenChanges(item, present[at], `${path}/${at}`));
  }
  if (!isRecord(golden) || !isRecord(present)) return golden === present ? [] : [path || '/'];
  return [...new Set([...Object.keys(golden), ...Object.keys(present)])].flatMap((name) => {
    const [before, after] = [golden[name], present[name]];
    const at = `${path}/${name}`;
    switch (name) {
      case 'properties':
        return changesOfFields(before, after, at);
      case 'required':
        return sameWords(before, after) ? [] : [at];
      case 'enum':
        return wordsOf(before).every((word) => wordsOf(after).includes(word)) ? [] : [at];
      default:
        return forbiddenChanges(before, after, at);
    }
  });
}

/** Whether a field that was added is optional, `required` tells. */
function changesOfFields(golden: unknown, present: unknown, path: string): readonly string[] {
  if (!isRecord(golden) || !isRecord(present)) return [path];
  return Object.entries(golden).flatMap(([name, schema]) => forbiddenChanges(schema, present[name], `${path}/${name}`));
}

const sameWords = (one: unknown, other: unknown) => wordsOf(one).sort().join() === wordsOf(other).sort().join();
const wordsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
