/** The little of saxen that is used here; the package brings no types. */
declare module 'saxen' {
  type Decode = (text: string) => string
  interface Hooks {
    openTag: (name: string, attributes: () => Record<string, string>, decode: Decode) => void
    closeTag: (name: string) => void
    text: (value: string, decode: Decode) => void
    attention: (text: string) => void
    warn: (warning: Error) => void
    error: (error: Error) => void
  }

  export class Parser {
    ns(prefixes: Record<string, string>): this
    on<Name extends keyof Hooks>(name: Name, hook: Hooks[Name]): this
    parse(xml: string): Error | null
  }
}
