/** What an import could not take as it stood. Nothing is skipped without one. */
export interface Remark {
  /** National id, or `-` for the file as a whole. */
  service: string
  field: string
  remark: string
}

/** The whole source cannot be used; the message says why and what to do. */
export class ImportError extends Error {}
