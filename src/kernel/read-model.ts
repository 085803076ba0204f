import type { EventSchemas, RecordedOf } from './events.js';

/** An event as read models see it: with the day that cuts the log. */
export type Folded<R> = R & {
  /** The running maximum of the days (UTC) of recording up to this event: what was known on a day is what stands before it. */
  readonly recordedDay: string;
};

type Named<V extends EventSchemas, Name> = Folded<Extract<RecordedOf<V>, { type: Name }>>;

/** How a document's fields can be asked for: equality on all but the last, range or order on the last. */
export type Index<Document> = readonly (keyof Document & string)[];

/** One document a key, folded from the events that carry the key. `undefined` takes the document away. */
export interface ReadModel<Document, V extends EventSchemas = EventSchemas> {
  readonly name: string;
  /** Raised when documents would come out differently: they are then built anew beside the old ones, and switched. */
  readonly version: number;
  readonly events: readonly V[];
  /** Fields named here hold strings, numbers or booleans, or are absent. */
  readonly indexes: readonly Index<Document>[];
  readonly initial: (key: string) => Document;
  readonly on: {
    readonly [Name in RecordedOf<V>['type']]?: {
      readonly key: (event: Named<V, Name>) => string | readonly string[];
      readonly evolve: (document: Document, event: Named<V, Name>, key: string) => Document | undefined;
    };
  };
}

export const readModel = <Document, V extends EventSchemas>(
  definition: ReadModel<Document, V>,
): ReadModel<Document, V> => definition;

export type AnyReadModel = ReadModel<never, never>;
