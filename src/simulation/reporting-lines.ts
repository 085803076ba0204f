import type { Random } from './random.js';

export interface Employee {
  readonly personRef: string;
  readonly unit: string;
  /** Who stands higher leads: any number that grows with experience. */
  readonly standing: number;
}

export interface Place {
  readonly managerRef?: string;
  /** 0 for who leads nobody, else one more than the highest of those led. */
  readonly height: number;
}

/**
 * One tree: a head, under it the head of each unit, and within a unit six to nine reports a manager, filled from the
 * top in order of standing. Thus nobody reports to someone of lower standing in the same unit.
 */
export function reportingLines(random: Random, employees: readonly Employee[]): ReadonlyMap<string, Place> {
  const [head, ...rest] = [...employees].sort(byStanding);
  const managerOf = new Map<string, string>();
  const topDown: string[] = [];
  if (head !== undefined) {
    topDown.push(head.personRef);
    for (const unit of new Set(rest.map((employee) => employee.unit))) {
      const members = rest.filter((employee) => employee.unit === unit).map(({ personRef }) => personRef);
      appoint(random.fork(unit), head.personRef, members, managerOf);
      topDown.push(...members);
    }
  }
  return withHeights(topDown, managerOf);
}

const SPAN = [6, 9] as const;

function appoint(random: Random, head: string, members: readonly string[], managerOf: Map<string, string>): void {
  const [unitHead, ...led] = members;
  if (unitHead !== undefined) managerOf.set(unitHead, head);
  let next = 0;
  for (const manager of members) {
    if (next >= led.length) return;
    const reports = led.slice(next, next + random.int(...SPAN));
    for (const report of reports) managerOf.set(report, manager);
    next += reports.length;
  }
}

/** Managers come before their reports in `topDown`, so that one pass from its end sees all reports first. */
function withHeights(topDown: readonly string[], managerOf: ReadonlyMap<string, string>): Map<string, Place> {
  const heights = new Map<string, number>();
  const places = new Map<string, Place>();
  for (const personRef of [...topDown].reverse()) {
    const height = heights.get(personRef) ?? 0;
    const managerRef = managerOf.get(personRef);
    if (managerRef !== undefined) heights.set(managerRef, Math.max(heights.get(managerRef) ?? 0, height + 1));
    places.set(personRef, managerRef === undefined ? { height } : { height, managerRef });
  }
  return places;
}

function byStanding(one: Employee, other: Employee): number {
  return other.standing - one.standing || (one.personRef < other.personRef ? -1 : 1);
}
