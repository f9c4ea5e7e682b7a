/** The little of saxen that is used here; the package brings no types. */
declare module 'saxen' {
  type Decode = (text: string) => string
  /** Counted from 0. */
  type Context = () => { line: number; column: number }
  interface Hooks {
    openTag: (name: string, attributes: () => Record<string, string>, decode: Decode, selfClosing: boolean) => void
    closeTag: (name: string, decode: Decode, selfClosing: boolean) => void
    text: (value: string, decode: Decode) => void
    attention: (text: string) => void
    warn: (warning: Error, context: Context) => void
    error: (error: Error, context: Context) => void
  }

  export class Parser {
    ns(prefixes: Record<string, string>): this
    on<Name extends keyof Hooks>(name: Name, hook: Hooks[Name]): this
    parse(xml: string): Error | null
    stop(): void
  }
}
