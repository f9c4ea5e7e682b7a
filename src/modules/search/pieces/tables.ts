/** Rows of the schema "search". */
export interface SearchTables {
  piece: { hash: Buffer; terms: string; seen_on: string }
}
