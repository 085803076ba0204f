export interface Entry {
  readonly column: number;
  readonly value: number;
}

/** Few values in many cells, kept by row and by column. */
export class SparseMatrix {
  readonly #rows: readonly (readonly Entry[])[];
  readonly #columns: readonly { readonly rows: Int32Array; readonly values: Float64Array }[];

  /** @param rows the entries of each row; kept in order of their columns */
  constructor(rows: readonly (readonly Entry[])[], width: number) {
    this.#rows = rows.map((entries) => entries.toSorted((one, other) => one.column - other.column));
    const columns = Array.from({ length: width }, () => ({ rows: new Array<number>(), values: new Array<number>() }));
    this.#rows.forEach((entries, row) => {
      for (const { column, value } of entries) {
        columns[column]?.rows.push(row);
        columns[column]?.values.push(value);
      }
    });
    this.#columns = columns.map(({ rows, values }) => ({
      rows: Int32Array.from(rows),
      values: Float64Array.from(values),
    }));
  }

  row(row: number): readonly Entry[] {
    return this.#rows[row] ?? [];
  }

  /** The scalar product of a vector with each row. Terms are added in the order of the vector's entries. */
  times(vector: readonly Entry[], into: Float64Array): void {
    into.fill(0);
    for (const { column, value } of vector) {
      const { rows, values } = this.#columns[column] ?? NOTHING;
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] ?? 0;
        into[row] = (into[row] ?? 0) + value * (values[at] ?? 0);
      }
    }
  }
}

const NOTHING = { rows: new Int32Array(0), values: new Float64Array(0) };
