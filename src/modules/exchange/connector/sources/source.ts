/** Where an agency keeps its data. A source is asked for the columns of one person, and for no others. */
export interface Source {
  /** @returns undefined for somebody who is not kept here. @throws Error when the source cannot be asked */
  read(subject: string, columns: readonly string[]): Promise<Record<string, unknown> | undefined>
  close(): Promise<void>
}

/** Hears that a source gives what it gave before, and why what is there now cannot be read. */
export type OnBroken = (why: Error) => void
