/** The page that checks an access log on the reader's own machine: one file with its words, its look and its script, which needs no server. */
import { readFileSync } from 'node:fs'
import { escapeText } from '../../../web/escape-text.ts'
import type { View } from '../../../web/view.ts'
import { namesIn } from './names.ts'

const script = readFileSync(new URL('../../../../packages/evidence/chain-page/page.generated.js', import.meta.url), 'utf8')

const style = `:root{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
caption,th,td{text-align:start;padding:.5rem;vertical-align:top}td,th{border-block-start:1px solid}caption{font-weight:bold}.verdict{font-size:1.25rem;font-weight:bold;border-inline-start:.5rem solid;padding:.75rem 1rem}
.good{color:#00693e}.bad{color:#a8071a}@media(prefers-color-scheme:dark){.good{color:#7fd6a8}.bad{color:#ff9c9c}}input{font:inherit;display:block;margin-block:.5rem 1.5rem}`

const plain = ['title', 'lead', 'choose', 'working', 'sound', 'unsound', 'open', 'unwitnessed', 'table'] as const
const codes = ['not-a-chain', 'another-person', 'left-out', 'broken-chain', 'other-head', 'not-in-log', 'no-checkpoint', 'not-signed', 'not-cosigned', 'other-seal'] as const

export function checkerPage(view: View): string {
  const { t, pack, language } = view
  const names = namesIn(view)
  const words = {
    ...Object.fromEntries(plain.map((key) => [key, t(`exchange.checker.${key}`)])),
    // The page fills these in itself.
    count: t('exchange.checker.count', { looks: '{looks}', size: '{size}' }), whole: t('exchange.checker.whole', { looks: '{looks}', at: '{at}' }), ended: t('exchange.checker.ended', { looks: '{looks}', at: '{at}' }),
    witnessed: t('exchange.checker.witnessed', { names: '{names}' }), time: t('exchange.checker.time', { seconds: '{seconds}' }),
    ...Object.fromEntries(codes.map((code) => [`unsound.${code}`, t(`exchange.checker.unsound.${code}`, { at: '{at}' })])),
    ...Object.fromEntries(['when', 'who', 'why', 'fields'].map((column) => [column, t(`exchange.log.${column}`)])),
  }
  const data = {
    language: language.html, words,
    names: {
      agencies: { self: names.agency('self'), ...Object.fromEntries(pack.agencies.map(({ id }) => [id, names.agency(id)])) }, purposes: Object.fromEntries(pack.purposes.map(({ id }) => [id, names.purpose(id)])),
      fields: Object.fromEntries(pack.registers.flatMap(({ id, fields }) => Object.keys(fields).map((field) => [`${id}.${field}`, names.field(id, field)]))),
    },
  }
  const said = (key: (typeof plain)[number]) => escapeText(t(`exchange.checker.${key}`))
  return `<!doctype html>
<html lang="${language.html}" dir="${language.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${said('title')}</title><style>${style}</style></head>
<body><main><h1>${said('title')}</h1><p>${said('lead')}</p><label for="file">${said('choose')}</label><input id="file" type="file" accept="application/json,.json"><div id="result" aria-live="polite"></div></main>
<script id="words" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script><script>${script.replaceAll('</script', '<\\/script')}</script></body></html>
`
}
