/** From a command to an answer. Facts come from typed sources, sentences from messages, and nothing leaves unverified. */
import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Rules } from '../../rules/index.ts'
import type { Answer, Source, Statement } from '../contract.ts'
import type { Knowledge } from '../knowledge/keep-knowledge.ts'
import { editionOf } from '../knowledge/sections.ts'
import type { Command, Understood } from '../understand/understand.ts'
import { aboutCertificate } from '../certificates/about-certificate.ts'
import { aboutSetting } from '../settings/about-setting.ts'
import { helpLine } from './help-line.ts'
import { type Known, tellFacts } from './facts.ts'
import { verify } from './verify.ts'

export interface Composing {
  pack: Pack
  rules: Rules
  knowledge: Knowledge
  wording: Wording
  /** Legal day of the figures. */
  on: string
  /** Ids of whom to call. */
  urgent: string[]
}

type Said = Pick<Answer, 'kind'> & Partial<Pick<Answer, 'statements' | 'sources' | 'options' | 'phrase' | 'act' | 'setting' | 'certificate' | 'due'>>

export function composeAnswer(composing: Composing, { command, guess, hits }: Understood): Answer {
  const said = say(composing, command)
  const { statements, checks } = verify(said.statements ?? [], said.sources ?? [], namesIn(composing), composing.pack.currency.minorUnit)
  const nothingLeft = said.kind === 'answered' && statements.length === 0
  return {
    kind: nothingLeft ? 'unknown' : said.kind, language: composing.wording.language.tag, urgent: composing.urgent, statements,
    // No sources under a refusal.
    ...(statements.length === 0 ? { sources: [] } : { sources: said.sources ?? [] }),
    options: said.options ?? [], phrase: nothingLeft ? 'unknown' : said.phrase ?? null, act: said.act ?? null, ...(said.setting === undefined ? {} : { setting: said.setting }), ...(said.certificate === undefined ? {} : { certificate: said.certificate }), ...(said.due === undefined ? {} : { due: said.due }),
    trace: { intent: guess.intent as Answer['trace']['intent'], confidence: Math.round(guess.confidence * 1000) / 1000, topic: topicOf(command), hits: hits.map((hit) => withEdition(composing.knowledge, hit)), ...understoodIn(command), edition: composing.rules.edition, on: composing.on, checks },
  }
}

function say(composing: Composing, command: Command): Said {
  const { knowledge, wording, pack } = composing
  switch (command.kind) {
    case 'tell': return tell(composing, command.service, command.asked)
    case 'choose': return { kind: 'clarify', phrase: 'choose', options: command.services.map((service) => ({ service, label: wording.text(knowledge.entries.get(service)!.name) })) }
    case 'choose-event': return { kind: 'clarify', phrase: 'choose-event', options: pack.lifeEvents.filter(({ id }) => command.events.includes(id)).toSorted((one, other) => command.events.indexOf(one.id) - command.events.indexOf(other.id)).map(({ id, name }) => ({ event: id, label: wording.text(name) })) }
    case 'start': {
      const event = pack.lifeEvents.find(({ id }) => id === command.event)
      return { kind: 'start', phrase: 'start', act: { event: command.event }, ...(event ? aboutEvent(wording, event) : {}) }
    }
    case 'event': {
      const event = pack.lifeEvents.find(({ id }) => id === command.event)
      return event ? { kind: 'answered', ...aboutEvent(wording, event) } : { kind: 'unknown', phrase: 'unknown' }
    }
    case 'lesson': return aboutLesson(composing, command.lesson)
    case 'which': return { kind: 'clarify', phrase: 'which' }
    case 'chat': return { kind: 'chat', phrase: command.intent }
    case 'own': return { kind: command.what === 'notices' ? 'own-notices' : 'own-applications' }
    case 'certificate': return aboutCertificate(wording, command.wish)
    case 'due': return { kind: 'own-due', due: command.wish }
    case 'setting': return aboutSetting(wording, command.changes)
    case 'cancel': return { kind: 'cancelled', phrase: 'cancelled' }
    case 'hand-over': return { kind: 'hand-over', phrase: 'hand-over', ...helpLine(wording) }
    case 'unknown': return { kind: 'unknown', phrase: 'unknown' }
    default: return command satisfies never
  }
}

function knownOf({ knowledge, wording, rules, pack, on }: Composing, service: string): Known | undefined {
  const entry = knowledge.entries.get(service)
  if (entry === undefined) return undefined
  const text = rules.stated(service, on)
  const page = pack.rules.find((file) => file.text.includes(`rule ${service} `))?.text
  return { wording, entry, agency: knowledge.agencies.get(entry.agency), stated: text && page !== undefined ? { text, page } : undefined }
}

/** Whether what is asked of a service is known. */
export function isSaid(composing: Composing, service: string, asked: Intent): boolean {
  const known = knownOf(composing, service)
  return known !== undefined && tellFacts(known, asked) !== undefined
}

function tell(composing: Composing, service: string, asked: Intent): Said {
  const known = knownOf(composing, service)
  if (known === undefined) return { kind: 'unknown', phrase: 'unknown' }
  const facts = tellFacts(known, asked)
  if (facts !== undefined) return { kind: 'answered', ...facts }
  // What was asked does not stand there: that is said, what it is, and whom to ask.
  return { kind: 'answered', phrase: 'not-said', ...tellFacts(known, 'elsewhere') }
}

function aboutEvent(wording: Wording, event: Pack['lifeEvents'][number]): { statements: Statement[]; sources: Source[] } {
  const text = wording.text(event.summary)
  return { statements: [{ text, sources: [0] }], sources: [{ id: `event:${event.id}`, title: wording.text(event.name), href: `/life-events/${event.id}#summary`, text, edition: editionOf(text) }] }
}

/** Line by line as it was approved; it is its own source, with the office that stands for it. */
function aboutLesson({ knowledge, wording }: Composing, id: string): Said {
  const lesson = knowledge.lessons.get(id)
  if (!lesson?.answer) return { kind: 'unknown', phrase: 'unknown' }
  const office = knowledge.agencies.get(lesson.agency)
  return {
    kind: 'answered', statements: lesson.answer.split('\n').filter((line) => line.trim() !== '').map((text) => ({ text, sources: [0] })),
    sources: [{ id: `lesson:${id}`, title: office ? wording.text(office.name) : lesson.agency, href: `/ask/lessons/${id}#answer`, text: lesson.answer, edition: editionOf(lesson.answer) }],
  }
}

/** As it was searched: its title and texts in all their languages. */
function withEdition(knowledge: Knowledge, hit: { id: string; score: number }): Answer['trace']['hits'][number] {
  const edition = knowledge.editionOf(hit.id)
  return edition === undefined ? hit : { ...hit, edition }
}

/** Only what is said from public sources can be said again. */
const understoodIn = (command: Command) => (command.kind === 'tell' || command.kind === 'event' || command.kind === 'lesson' ? { understood: command } : {})

const topicOf = (command: Command): string | null => ('service' in command ? command.service : null)

/** Long ones only: a name of two letters stands in other words. */
export const namesIn = ({ knowledge, wording }: Composing): string[] =>
  [...[...knowledge.entries.values()].map(({ name }) => wording.text(name)), ...[...knowledge.agencies.values()].map(({ name }) => wording.text(name))].filter((name) => name.length > 2)
