export interface RosterReport {
  readonly rows: number;
  readonly joined: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly RosterLine[];
  readonly warnings?: readonly RosterLine[];
  readonly unknownSkills?: readonly string[];
  readonly unknownColumns?: readonly string[];
  /** Partners of the program who are not in the file. */
  readonly missing?: readonly string[];
}

export interface RosterLine {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}
