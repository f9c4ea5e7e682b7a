/** Each citation of an answer leads to an element that exists on the page it leads to, in the reader's language, and what is said stands in it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { type Answer, emptyThread } from '../../src/modules/assistant/index.ts'
import { numbersIn } from '../../src/modules/assistant/answer/verify.ts'
import { importedServices } from '../faces/imported-services.ts'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { readQuestions } from './ask-questions.ts'
import { openReplies } from './open-replies.ts'

const at = '2026-11-24T01:00:00Z'
let [house, replies] = [undefined as unknown as TestHouse, undefined as unknown as Awaited<ReturnType<typeof openReplies>>]
before(async () => {
  house = await openHouse({ clock: fixedClock(at, 'Asia/Seoul') })
  replies = await openReplies()
  for (const { catalogue } of [house, replies]) await catalogue.importGov24(importedServices, 'test')
})
after(async () => {
  await replies.close()
  await house.close()
})

const ask = async (question: string, language = 'ko') => (await replies.assistant.reply(question, language, emptyThread)).answer

/** Text of the element with an id; undefined where the page has none. */
function textAt(html: string, id: string): string | undefined {
  const find = (node: Tree.Node): Tree.Element | undefined => {
    if ('attrs' in node && node.attrs.some(({ name, value }) => name === 'id' && value === id)) return node
    return 'childNodes' in node ? node.childNodes.map(find).find((found) => found !== undefined) : undefined
  }
  const textOf = (node: Tree.Node): string => ('value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join(' ') : '')
  const found = find(parse(html))
  return found && textOf(found)
}

const plain = (text: string) => text.replaceAll(/\s+/gu, '')

/** What is wrong with where an answer leads. @param page of an address, in the answer's language */
async function wrongPlaces({ statements, sources }: Pick<Answer, 'statements' | 'sources'>, page: (path: string) => Promise<string>): Promise<string[]> {
  const wrong: string[] = []
  for (const statement of statements) {
    for (const source of statement.sources.map((number) => sources[number]!)) {
      const [path, id] = source.href.split('#')
      const there = id === undefined ? undefined : textAt(await page(path!), id)
      if (there === undefined) {
        wrong.push(`${source.href}: no such place`)
        continue
      }
      // The section word for word; of an agency, whose telephone is a line of its own, and of what a rule says, every number of the sentence.
      const isWhole = source.id.startsWith('service:') && !/#(?:agency|law)$/.test(source.id)
      const numbers = new Set(numbersIn(there))
      if (isWhole && !plain(there).includes(plain(source.text))) wrong.push(`${source.href} does not say “${source.text}”, but “${there}”`)
      if (!isWhole && !source.id.endsWith('#law')) for (const number of numbersIn(statement.text)) if (!numbers.has(number)) wrong.push(`${source.href} does not say ${number} of “${statement.text}”`)
      if (source.id.endsWith('#law') && !plain(there).includes(plain(source.text.split(' (')[0]!).slice(0, 8))) wrong.push(`${source.href} does not name ${source.text}`)
    }
  }
  return wrong
}

/** Each page once in each language. */
function pagesIn(language: string, browser = new TextBrowser(house.origin)) {
  browser.language = language
  const pages = new Map<string, Promise<string>>()
  return (path: string) => pages.getOrInsertComputed(path, () => browser.get(path).then(({ html }) => html))
}

test('every citation of an answer to the house’s own questions, in three languages', async () => {
  const pages = new Map(['ko', 'en', 'vi'].map((language) => [language, pagesIn(language)]))
  const [wrong, led] = [new Set<string>(), new Set<string>()]
  for (const { question } of readQuestions()) {
    const answer = await ask(question)
    for (const { href } of answer.sources) led.add(`${answer.language} ${href}`)
    for (const one of await wrongPlaces(answer, pages.get(answer.language)!)) wrong.add(`${answer.language} ${one}`)
  }
  assert.deepEqual([...wrong], [])
  // Of each kind of section there is one at least in each language.
  for (const language of ['ko', 'en', 'vi']) for (const aspect of ['summary', 'audience', 'amount', 'how', 'cost', 'time', 'deadline', 'agency', 'complaint', 'law']) assert.ok([...led].some((one) => one.startsWith(language) && one.endsWith(`#${aspect}`)), `${language} ${aspect}`)
})

test('what another catalogue says in its own words, what happened, whom to call, what goes into the wallet, and which notices stay on', async () => {
  const page = pagesIn('ko')
  const resident = new TextBrowser(house.origin)
  await signIn(resident, 'KR-DEMO-000003')
  const own = pagesIn('ko', resident)
  for (const [question, href, at] of [
    ['도시가스요금 경감 얼마예요', '/services/B55121000003#amount', page], ['도시가스요금 경감 언제까지 신청해요', '/services/B55121000003#deadline', page], ['도시가스요금 경감 어디에 물어봐요', '/services/B55121000003#agency', page],
    ['이사했어요', '/life-events/moving#summary', page], ['사람과 이야기하고 싶어요', '/help#call', page],
    ['가족관계증명서를 지갑에 넣고 싶어요', '/my/wallet#', own], ['결정 알림은 보내지 마세요', '/my/inbox/settings#', own],
  ] as const) {
    const answer = await ask(question)
    assert.ok(answer.sources.some((source) => source.href.startsWith(href)), `${question}: ${answer.kind} ${answer.sources.map((source) => source.href).join(' ')}`)
    assert.deepEqual(await wrongPlaces(answer, at), [])
  }
})

test('a place that is not there, and one that says something else, are found', async () => {
  const source = { id: 'service:child-allowance#cost', title: '', edition: '', text: '1,000원' }
  const wrong = (href: string) => wrongPlaces({ statements: [{ text: '', sources: [0] }], sources: [{ ...source, href }] }, pagesIn('ko'))
  for (const href of ['/services/child-allowance', '/services/child-allowance#nowhere', '/services/child-allowance#cost', '/services/none#cost']) assert.equal((await wrong(href)).length, 1, href)
})

test('on the page each sentence leads to its section, and below stands the page once, with its law', async () => {
  const browser = new TextBrowser(house.origin)
  const { html } = await browser.submit(await browser.get('/ask'), '/ask', { message: 'child allowance: how much' })
  assert.match(html, /<a href="\/services\/child-allowance#amount">What you get<span class="hidden"> \(Child allowance\)<\/span><\/a>/)
  assert.match(html, /<a href="\/services\/child-allowance#audience">Who it is for/)
  const [, below = ''] = /<p class="hint">Where this stands: ([\s\S]*?)<\/p>/.exec(html) ?? assert.fail('no sources')
  const laws = [...below.matchAll(/<\/a> \(([^)]*\([^)]*\))/g)].map(([, law]) => law)
  assert.ok(laws.length > 0 && laws.length === new Set(laws).size, below)
})
