export type RosterFault =
  | 'too-large'
  | 'empty-file'
  | 'not-csv'
  | 'encoding'
  | 'line-endings'
  | 'delimiter'
  | 'header-missing'
  | 'header-duplicate'
  | 'quotes'
  | 'line-too-long'
  | 'record-too-long'
  | 'too-many-rows'
  | 'too-many-blank-lines'
  | 'no-rows';

/** A structural fault: the whole file is refused and nothing of it is applied. `line` counts from 1, the header. */
export class RosterRefused extends Error {
  override readonly name = 'RosterRefused';

  constructor(
    readonly code: RosterFault,
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}
