const HOUR_MS = 3_600_000;

/** Hours between the wall clocks of two IANA zones at an instant, the shorter way around the dial: 0-12. */
export function timeZoneGap(zone: string, other: string, instant: string): number {
  const at = Date.parse(instant);
  const apart = Math.abs(offset(zone, at) - offset(other, at)) % 24;
  return Math.min(apart, 24 - apart);
}

/** Hours that the zone's wall clock is ahead of UTC. */
function offset(zone: string, at: number): number {
  const parts = clockOf(zone).formatToParts(at);
  const [year, month, day, hour, minute] = (['year', 'month', 'day', 'hour', 'minute'] as const).map((name) =>
    Number(parts.find(({ type }) => type === name)?.value),
  ) as [number, number, number, number, number];
  const wholeMinutes = at - (at % 60_000);
  return (Date.UTC(year, month - 1, day, hour, minute) - wholeMinutes) / HOUR_MS;
}

/** Making a clock costs some 50 µs; there are a few hundred zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}
