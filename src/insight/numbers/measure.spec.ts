import { describe, expect, it } from '@jest/globals';
import { groupsOf, median } from './measure.js';

describe('the median', () => {
  it.each<[number[], number | null]>([
    [[], null],
    [[0.4], 0.4],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 2], 9],
  ])('of %j is %p', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves what it was given as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('the groups of a pair', () => {
  const a = { unit: 'Finance', site: 'Lisbon', generation: 'generation-x', grade: 'senior' };
  const b = { unit: 'Research', site: 'Lisbon', generation: 'generation-z' };

  it('are all, and each side’s own, once', () => {
    expect(groupsOf([a, b], 'unit')).toEqual(['all', 'Finance', 'Research']);
    expect(groupsOf([a, b], 'site')).toEqual(['all', 'Lisbon']);
    expect(groupsOf([a, b], undefined)).toEqual(['all']);
  });

  it('name what is not known', () => {
    expect(groupsOf([a, b], 'grade')).toEqual(['all', 'senior', 'unknown']);
  });
});
