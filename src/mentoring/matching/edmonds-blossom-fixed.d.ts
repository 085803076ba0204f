declare module 'edmonds-blossom-fixed' {
  /**
   * Maximum-weight matching of a general graph (Edmonds; a port of van Rantwijk's mwmatching.py).
   *
   * @param edges `[vertex, vertex, weight]`, vertices numbered from 0, no vertex joined to itself. Integer weights keep it exact.
   * @param maxCardinality only matchings with as many pairs as possible are considered
   * @returns the mate of each vertex, -1 without one; ends at the highest vertex that has an edge
   */
  function maxWeightMatching(edges: readonly (readonly [number, number, number])[], maxCardinality?: boolean): number[];
  export = maxWeightMatching;
}
