/** A browser without pictures: cookies, forms as they stand on the page, redirects. What it cannot press, nobody can. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

export interface Visit {
  status: number
  path: string
  html: string
  /** Words of the main part, white space joined. */
  text: string
}

/** `files`: fields that take a file; what is given for one is its text. */
export interface FormSeen { action: string; fields: Record<string, string | string[]>; multipart: boolean; files: readonly string[] }

export class TextBrowser {
  readonly origin: string
  readonly cookies = new Map<string, string>()
  language = 'en'
  constructor(origin: string) {
    this.origin = origin
  }

  async get(path: string): Promise<Visit> {
    return this.#send('GET', path)
  }

  /** Fills in the form of the page whose action is given and sends it; a field that the page does not have is a mistake of the test. */
  async submit(visit: Visit, action: string, values: Record<string, string | string[]> = {}): Promise<Visit> {
    const form = formsOf(visit.html).find((candidate) => candidate.action === action)
    if (!form) throw new Error(`${visit.path} has no form for ${action}; it has: ${formsOf(visit.html).map((candidate) => candidate.action).join(', ')}\n${visit.text.slice(0, 600)}`)
    for (const name of Object.keys(values)) if (!(name in form.fields)) throw new Error(`the form ${action} on ${visit.path} has no field ${name}; it has: ${Object.keys(form.fields).join(', ')}`)
    const body = form.multipart ? new FormData() : new URLSearchParams()
    for (const [name, value] of Object.entries({ ...form.fields, ...values })) {
      for (const one of [value].flat()) {
        if (form.files.includes(name)) (body as FormData).append(name, new File([one], one === '' ? '' : `${name}.bpmn`))
        else if (one !== '' || name === 'response' || !(name in values)) body.append(name, one)
      }
    }
    return this.#send('POST', action, body)
  }

  /** Sends what no form of a page would: for tests of what must be refused. */
  async post(path: string, values: Record<string, string>): Promise<Visit> {
    return this.#send('POST', path, new URLSearchParams(values))
  }

  async #send(method: string, path: string, body?: URLSearchParams | FormData): Promise<Visit> {
    const response = await fetch(`${this.origin}${path}`, {
      method, redirect: 'manual', ...(body ? { body } : {}),
      headers: { accept: 'text/html', 'accept-language': this.language, origin: this.origin, cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(';')
      const at = pair!.indexOf('=')
      const [name, value] = [pair!.slice(0, at), pair!.slice(at + 1)]
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location !== null) {
      await response.arrayBuffer()
      return this.get(location)
    }
    const html = await response.text()
    let text: string | undefined
    return { status: response.status, path, html, get text() { return (text ??= textOf(html)) } }
  }
}

type Element = Tree.Element
const isElement = (node: Tree.ChildNode): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find((candidate) => candidate.name === name)?.value

function* elements(node: Tree.Document | Element): Generator<Element> {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue
    yield child
    yield* elements(child)
  }
}

/** Values as the page shows them: what a person would send without touching anything. Buttons are not pressed. */
export function formsOf(html: string): FormSeen[] {
  return [...elements(parse(html))].filter(({ tagName }) => tagName === 'form').map((form) => {
    const fields: Record<string, string | string[]> = {}
    const files: string[] = []
    for (const element of elements(form)) {
      const name = attribute(element, 'name')
      if (name === undefined) continue
      const type = attribute(element, 'type')
      if (element.tagName === 'textarea') fields[name] = wordsOf(element)
      else if (element.tagName === 'button') fields[name] ??= ''
      else if (element.tagName === 'select') fields[name] = chosenIn(element)
      else if (type === 'radio' || type === 'checkbox') {
        fields[name] ??= type === 'checkbox' ? [] : ''
        if (attribute(element, 'checked') !== undefined) fields[name] = type === 'checkbox' ? [...(fields[name] as string[]), attribute(element, 'value') ?? 'on'] : attribute(element, 'value') ?? 'on'
      } else if (type === 'file') {
        files.push(name)
        fields[name] = ''
      } else if (element.tagName === 'input') fields[name] = attribute(element, 'value') ?? ''
    }
    return { action: attribute(form, 'action') ?? '', fields, files, multipart: attribute(form, 'enctype') === 'multipart/form-data' }
  })
}

/** The option that is marked, or the first: as a browser sends it. */
function chosenIn(select: Element): string {
  const options = [...elements(select)].filter(({ tagName }) => tagName === 'option')
  const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0]
  return (chosen && attribute(chosen, 'value')) ?? ''
}

const wordsOf = (element: Element): string => element.childNodes.map((node) => ('value' in node ? node.value : isElement(node) ? wordsOf(node) : '')).join('')

export function textOf(html: string): string {
  const main = [...elements(parse(html))].find(({ tagName }) => tagName === 'main')
  return main ? wordsOf(main).replaceAll(/\s+/g, ' ').trim() : ''
}
