import { describe, expect, it } from '@jest/globals';
import { timeZoneGap } from './time-zone-gap.js';

const winter = '2026-01-15T12:00:00.000Z';

describe('the gap between two time zones', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin', winter, 0],
    ['Europe/Berlin', 'America/New_York', winter, 6],
    ['America/New_York', 'Europe/Berlin', winter, 6],
    ['Asia/Kolkata', 'Europe/London', winter, 5.5],
    // Summer time begins three weeks earlier in America than in Europe.
    ['Europe/Berlin', 'America/New_York', '2026-03-20T12:00:00.000Z', 5],
    // 23 hours apart by the calendar, one hour by the clock on the wall.
    ['Pacific/Auckland', 'Pacific/Pago_Pago', '2026-07-15T12:00:00.000Z', 1],
    ['Etc/GMT-12', 'UTC', winter, 12],
    ['UTC', 'Asia/Tokyo', '2026-01-15T23:59:59.999Z', 9],
  ])('%s and %s at %s: %d hours', (zone, other, instant, hours) => {
    expect(timeZoneGap(zone, other, instant)).toBe(hours);
  });
});
