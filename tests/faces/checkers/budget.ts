/**
 * What a page may weigh and carry: 30 KB over the air with its stylesheet; no script but on passkey ceremonies, where a browser asks for a credential and where people may speak; nothing from elsewhere.
 * The holder's app and the offline verifier are programs: their shell may have 150 KB.
 */
import { gzipSync } from 'node:zlib'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Finding } from './finding.ts'

export const pageBudget = 30 * 1024
/** The one script of such a page. */
const scriptBudget = 2 * 1024
export const appBudget = 150 * 1024

export interface Delivered {
  /** Bytes of a file of the site over the air, compressed; undefined where there is none. */
  weigh(path: string): number | undefined
  /** The answer's content security policy lets the site's own script files run. */
  script: boolean
  /** And its worker: the page works alone. */
  app: boolean
}

/** Attributes that load something. Links are for people to follow. */
const loading: Record<string, string[]> = {
  link: ['href'], script: ['src'], img: ['src', 'srcset'], iframe: ['src'], source: ['src', 'srcset'], video: ['src', 'poster'], audio: ['src'], object: ['data'], embed: ['src'],
}

export function checkBudget(html: string, { weigh, script, app }: Delivered): Finding[] {
  const [mostScript, most] = app ? [appBudget, appBudget] : [scriptBudget, pageBudget]
  const findings: Finding[] = []
  const tell = (rule: string, where: string, text: string) => { findings.push({ checker: 'budget', rule, where, text }) }
  let weight = gzipSync(html).byteLength
  for (const { tagName, attrs } of elementsOf(parse(html))) {
    const attribute = (name: string) => attrs.find((attr) => attr.name === name)?.value
    for (const { name } of attrs) if (name.startsWith('on')) tell('inline-handler', tagName, `${name} on ${tagName}`)
    if (attribute('style') !== undefined || tagName === 'style') tell('inline-style', tagName, 'The content security policy refuses inline styles')
    for (const name of loading[tagName] ?? []) {
      const address = attribute(name)
      if (address === undefined || address.startsWith('data:')) continue
      if (!/^\/(?!\/)/.test(address)) tell('external', tagName, `${name} loads ${address}`)
      else if (attribute('rel') === 'stylesheet' || tagName === 'script') {
        const bytes = weigh(address)
        if (bytes === undefined) tell('missing-file', tagName, `${address} is not there`)
        else if (tagName === 'script' && bytes > mostScript) tell('script', tagName, `${address} has ${bytes} bytes, allowed are ${mostScript}`)
        weight += bytes ?? 0
      }
    }
    if (tagName === 'script' && (!script || attribute('src') === undefined)) tell('script', tagName, 'This page carries no script')
  }
  if (weight > most) tell('weight', 'document', `${weight} bytes compressed, allowed are ${most}`)
  return findings
}

function elementsOf(node: Tree.Node): Tree.Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...children] : children
}
