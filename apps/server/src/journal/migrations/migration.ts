/** One step forward of the schema. There are no steps back: restore a backup instead. */
export interface Migration {
  /** Grows; never reused. The file's name begins with it. */
  readonly number: number;
  readonly name: string;
  /** Plain SQL, any number of statements; runs in one transaction of its own. */
  readonly sql: string;
}
