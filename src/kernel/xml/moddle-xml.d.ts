/** The little of moddle-xml that is used here; the package brings no types. */
declare module 'moddle-xml' {
  export class Writer {
    constructor(options: { preamble: boolean; format: boolean })
    toXML(element: unknown): string
  }
}
