/** The little of bpmn-moddle that is used here: its types describe every element of the standard, but not the reader and the writer. */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    $type: string
    $parent?: ModdleElement
    $attrs: Record<string, string>
    /** Of an element of another namespace: its text, and what stands in it. */
    $body?: string
    $children?: ModdleElement[]
    $descriptor?: { properties: { name: string; ns: { localName: string }; isReference?: boolean; isAttr?: boolean; default?: unknown }[] }
    id?: string
    name?: string
    [property: string]: unknown
    get(name: string): unknown
    set(name: string, value: unknown): void
    $instanceOf(type: string): boolean
  }
  export interface ParseWarning { message: string; element?: ModdleElement; property?: string; value?: string; line?: number; column?: number; error?: Error }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    create(type: string, values?: Record<string, unknown>): ModdleElement
    createAny(name: string, namespace: string, values?: Record<string, unknown>): ModdleElement
    fromXML(xml: string, options?: { lax?: boolean }): Promise<{ rootElement: ModdleElement; warnings: ParseWarning[]; elementsById: Record<string, ModdleElement> }>
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
