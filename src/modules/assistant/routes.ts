/** Asking in the portal: a form and its answers, permalinks, the confirmation before anything is started, and the way to a human. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { File, readCookie, SeeOther, type SetCookie } from '../../kernel/http/answers.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { Principal } from '../../kernel/http/principal.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Cases } from '../cases/index.ts'
import type { Exchange } from '../exchange/index.ts'
import type { Notices } from '../notices/index.ts'
import { eventToStart } from './answer/event-to-start.ts'
import type { Channel } from './channels/channel.ts'
import { certificatePage } from './certificates/certificate-page.tsx'
import { ownCertificates } from './certificates/own-certificates.ts'
import { channelRoutes } from './channels/routes.ts'
import { consoleRoutes } from './console-routes.ts'
import { OwnDue } from './due/own-due.tsx'
import { assistantFaults, messages } from './contract.ts'
import { hashToken, newToken, type Owner } from './converse/owner.ts'
import { fillRoutes } from './fill/fill-routes.ts'
import { unlessGone } from './fill/unless-gone.ts'
import type { ReadConversation } from './converse/read-conversation.ts'
import type { Assistant } from './index.ts'
import { ratingReasons } from './improve/rate-answer.ts'
import { type McpRoutes, mcpRoutes } from './mcp/mcp-routes.ts'
import { againPage } from './pages/again-page.tsx'
import { answerPage } from './pages/answer-page.tsx'
import { askPage } from './pages/ask-page.tsx'
import { fillPath } from './pages/fill-words.ts'
import { gonePage } from './pages/gone-page.tsx'
import { publishedLessonPage } from './pages/lesson-pages.tsx'
import { OwnApplications, OwnCertificates, OwnNotices, SignInFirst } from './pages/own-view.tsx'
import { startPage } from './pages/start-page.tsx'
import type { ServerVoice } from './voice/server-voice.ts'
import { isHeard, voiceRoutes } from './voice/voice-routes.ts'
import { settingRoutes } from './settings/setting-routes.ts'
import { askScript } from './pages/ask-script.ts'
import { sentencesOf } from './pages/live-view.tsx'
import { streamAnswer, streamType } from './stream/stream-answer.ts'

export interface AssistantRoutes {
  assistant: Assistant
  cases: Cases
  notices: Notices
  exchange: Pick<Exchange, 'consents' | 'today'>
  /** What programs need beside people. */
  programs: Omit<McpRoutes, 'reply' | 'wordingIn' | 'agents' | 'cases' | 'notices'>
  wordingIn(language: string): Wording
  /** Of the portal. */
  origin: string
  /** Reads answers aloud, where the operator has chosen one. */
  voice?: ServerVoice | undefined
  /** On which people may ask too. */
  channels: readonly Channel[]
}

const cookieName = 'maru_ask'
const params = strict({ answer: Uuid })
const message = Type.String({ maxLength: messages.longest })

export function assistantRoutes(http: Http<View>, routes: AssistantRoutes) {
  const { assistant, cases, wordingIn } = routes
  const around = async (principal: Principal) => ({ drafts: await draftsOf(cases, principal), isOff: await assistant.switch.isOff() })

  http.app.get(askScript.path, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(askScript.source))

  http.page('/ask', { who: 'anyone', query: strict({ q: Type.Optional(Type.String({ maxLength: 200 })) }), script: 'voice' }, async ({ query, principal, view, request }) => {
    const conversation = await assistant.conversation(ownerOf(request, principal).owner)
    return askPage(view, { conversation, wordingIn, ...await around(principal), own: await ownMatters(routes, view, principal, conversation), ...(query.q === undefined ? {} : { typed: query.q }) })
  })

  const show = async (view: View, principal: Principal, owner: Owner) => {
    const conversation = await assistant.conversation(owner)
    return askPage(view, { conversation, wordingIn, ...await around(principal), own: await ownMatters(routes, view, principal, conversation) })
  }

  const ask = async (request: FastifyRequest, principal: Principal, view: View, words: string) => {
    const { owner, cookies } = ownerOf(request, principal)
    if (request.headers.accept === streamType) return streamAnswer({
      view, wordingIn, cookies, noteFailure: (cause) => routes.programs.log.error({ err: cause }, 'an answer broke off'),
      async ask(tell) {
        const { turn, answer } = await assistant.askAloud(owner, words, view.language.tag, tell)
        return { said: answer === null ? [] : sentencesOf(wordingIn(answer.language), answer), address: `/ask#${turn}`, page: async () => (await show(view, principal, owner)).html }
      },
    })
    const { turn } = await assistant.ask(owner, words, view.language.tag)
    return new SeeOther(`/ask#${turn}`, cookies)
  }

  http.form('/ask', { who: 'anyone', body: strict({ message }), largest: messages.largest, script: 'voice' }, async ({ body, principal, view, request }) => {
    if (body.message.trim() !== '') return ask(request, principal, view, body.message)
    const conversation = await assistant.conversation(ownerOf(request, principal).owner)
    return askPage(view, { conversation, wordingIn, ...await around(principal), errors: [{ field: 'message', text: view.t('assistant.fault.nothing-asked') }] })
  })

  http.form('/ask/human', { who: 'anyone', body: strict({ application: Type.Optional(Type.Union([Type.Literal(''), Uuid])) }) }, async ({ body: { application = '' }, principal, view, request }) => {
    const { owner, cookies } = ownerOf(request, principal)
    const about = application === '' ? null : await unlessGone(() => ownDraft(cases, view, principal, application), () => 'gone' as const)
    if (about === 'gone') return gonePage(view, begunIn(view, await assistant.conversation(owner)))
    const { turn } = await assistant.askHuman(owner, view.language.tag, about)
    if (application !== '') await assistant.giveAlong(owner, application)
    return new SeeOther(`/ask#${turn}`, cookies)
  })
  http.form('/ask/human/take-back', { who: 'resident', assurance: 'low', body: strict({}) }, async ({ principal, request }) => {
    await assistant.giveAlong(ownerOf(request, principal).owner, null)
    return new SeeOther('/ask')
  })

  http.page('/ask/conversations.json', { who: 'anyone' }, async ({ principal, request }) =>
    new File(JSON.stringify(await assistant.export(ownerOf(request, principal).owner), null, 2), 'application/json; charset=utf-8', { name: 'conversations.json' }))

  http.form('/ask/forget', { who: 'anyone', body: strict({}) }, async ({ principal, request }) => {
    await assistant.forget(ownerOf(request, principal).owner)
    return new SeeOther('/ask')
  })

  http.page('/ask/answers/:answer', { who: 'anyone', params }, async ({ params: { answer: id }, principal, view, request }) => {
    const read = await assistant.answer(ownerOf(request, principal).owner, id)
    return answerPage(view, wordingIn(read.answer.language), read, isHeard(routes.voice, read.answer))
  })

  http.page('/ask/answers/:answer/again', { who: 'anyone', params }, async ({ params: { answer: id }, principal, view, request }) => {
    const read = await assistant.answer(ownerOf(request, principal).owner, id)
    return againPage(view, wordingIn(read.answer.language), read, await assistant.answerAgain(read.answer))
  })

  http.form('/ask/answers/:answer/rating', { who: 'anyone', params, body: strict({ helped: Type.Union([Type.Literal('yes'), Type.Literal('no')]), reason: Type.Optional(Type.Union([Type.Literal(''), ...ratingReasons.map((reason) => Type.Literal(reason))])) }) }, async ({ params: { answer }, body, principal, request }) => {
    await assistant.teaching.rate(ownerOf(request, principal).owner, answer, { helped: body.helped === 'yes', reason: body.reason || null })
    return new SeeOther(`/ask#${answer}`)
  })
  http.page('/ask/lessons/:lesson', { who: 'anyone', params: strict({ lesson: Uuid }) }, async ({ params: { lesson }, view }) => publishedLessonPage(view, await assistant.teaching.published(lesson)))

  const eventOf = async (request: FastifyRequest, principal: Principal, view: View, id: string) => {
    const { answer, own } = await assistant.answer(ownerOf(request, principal).owner, id)
    if (!own) throw new Fault(assistantFaults.noSuchAnswer)
    const event = eventToStart(view.pack, answer)
    if (event === undefined) throw new Fault(assistantFaults.nothingToDo)
    return event
  }
  http.page('/ask/start/:answer', { who: 'resident', assurance: 'low', params }, async ({ params: { answer }, principal, view, request }) => startPage(view, answer, await eventOf(request, principal, view, answer)))
  // Twice, or on two devices, is one application: cases finds the draft that is open.
  const open = async (request: FastifyRequest, principal: Principal & { kind: 'resident' }, view: View, answer: string) => {
    const { id } = await eventOf(request, principal, view, answer)
    await assistant.join(ownerOf(request, principal).owner, answer)
    return cases.start(principal.person, id, view.language.tag)
  }
  http.form('/ask/start/:answer', { who: 'resident', assurance: 'low', params, body: strict({}) }, async ({ params: { answer }, principal, view, request }) =>
    new SeeOther(`/apply/${(await open(request, principal, view, answer)).id}/known`))
  http.form('/ask/start/:answer/talk', { who: 'resident', assurance: 'low', params, body: strict({}) }, async ({ params: { answer }, principal, view, request }) =>
    new SeeOther(fillPath((await open(request, principal, view, answer)).id)))

  http.page('/ask/certificate/:answer', { who: 'resident', params }, async ({ params: { answer: id }, principal, view, request }) => {
    const { answer, own } = await assistant.answer(ownerOf(request, principal).owner, id)
    const type = view.pack.credentials.find((one) => one.id === answer.certificate)
    if (!own) throw new Fault(assistantFaults.noSuchAnswer)
    if (answer.kind !== 'certificate' || type === undefined) throw new Fault(assistantFaults.nothingToDo)
    return certificatePage(view, type)
  })

  settingRoutes(http, routes, (request, principal) => ownerOf(request, principal).owner)
  if (routes.voice) voiceRoutes(http, routes.voice, routes, (request, principal) => ownerOf(request, principal).owner)
  fillRoutes(http, { ...routes, today: routes.programs.today, begun: async (request, principal, view) => begunIn(view, await assistant.conversation(ownerOf(request, principal).owner)) })
  consoleRoutes(http, routes)
  mcpRoutes(http, { ...routes.programs, wordingIn, cases, notices: routes.notices, agents: assistant.agents, reply: assistant.reply })
  channelRoutes(http, routes, routes.channels)
}

/** The token of this browser; a new one is handed out with the first question. */
function ownerOf(request: FastifyRequest, principal: Principal): { owner: Owner; cookies: SetCookie[] } {
  const held = readCookie(request.headers.cookie, cookieName)
  const token = held !== undefined && /^[\w-]{43}$/.test(held) ? held : newToken()
  return { owner: { browser: hashToken(token), person: principal.kind === 'resident' ? principal.person : null }, cookies: token === held ? [] : [{ name: cookieName, value: token }] }
}

/** What can be begun by the last answer that leads to something. */
const begunIn = (view: View, conversation: ReadConversation | undefined): string | undefined =>
  conversation?.turns.toReversed().flatMap(({ answer }) => (answer === null ? [] : eventToStart(view.pack, answer) ?? []))[0]?.id

/** Only what is one's own, and not sent yet, can be given along. @returns the service that it is first about */
async function ownDraft(cases: Cases, { pack }: View, principal: Principal, id: string): Promise<string | null> {
  const application = principal.kind === 'resident' ? await cases.read(principal.person, id) : undefined
  if (application?.status !== 'draft') throw new Fault(assistantFaults.nothingToDo)
  return pack.lifeEvents.find(({ id: event }) => event === application.event)?.services[0] ?? null
}

const draftsOf = async (cases: Cases, principal: Principal) => (principal.kind === 'resident' ? (await cases.applications(principal.person)).filter(({ status }) => status === 'draft') : [])

/** Only what the last answer is about, and only for the person who is signed in. */
async function ownMatters({ cases, notices, programs }: AssistantRoutes, view: View, principal: Principal, conversation: ReadConversation | undefined) {
  const answer = conversation?.turns.at(-1)?.answer
  const kind = answer?.kind
  if (kind !== 'own-applications' && kind !== 'own-notices' && kind !== 'own-certificates' && kind !== 'own-due') return undefined
  if (principal.kind !== 'resident') return SignInFirst({ view })
  if (kind === 'own-certificates') return OwnCertificates({ view, named: answer?.certificate !== undefined, rows: await ownCertificates(programs.credentials, view, principal.person, answer?.certificate) })
  if (kind === 'own-due') return OwnDue({ view, coming: await notices.due(principal.person), wish: answer?.due ?? { duty: null, within: null }, today: programs.today() })
  return kind === 'own-applications'
    ? OwnApplications({ view, rows: await cases.applications(principal.person) })
    : OwnNotices({ view, unread: await notices.unread(principal.person) })
}
