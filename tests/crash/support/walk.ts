/** The journeys "a child is born" and "someone has died" as requests: what a resident sends, and what an official of one agency sends. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Newborn } from './residents.ts'
import type { Answer, Fields } from './web-client.ts'

/** Sends one request of a named step. How failures are met is the sender's business. */
export type Send = (step: string, path: string, fields?: Fields) => Promise<Answer>

export interface SentCase {
  caseId: string
  receipt: string
  /** Purposes the resident agreed to; each is one agency's part. */
  purposes: string[]
}

export async function signIn(send: Send, person: string) {
  const page = await send('sign-in-page', '/sign-in')
  await send('sign-in', '/sign-in', { _csrf: csrfOf(page), other: person })
}

export async function signInOfficial(send: Send, official: string) {
  const page = await send('console-sign-in-page', '/console/sign-in')
  await send('console-sign-in', '/console/sign-in', { _csrf: csrfOf(page), official })
}

/** From Start over the page of what is known. @returns the path of the page after it */
async function walkOverKnown(send: Send, event: string): Promise<string> {
  const page = await send('life-event', `/life-events/${event}`)
  const started = await send('start', '/apply', { _csrf: csrfOf(page), event })
  const goOn = async (milliseconds = 60_000) => {
    for (const end = performance.now() + milliseconds; ; await pause(100)) {
      const known = await send('known-page', started.location)
      const next = await send('known', started.location, { _csrf: csrfOf(known) })
      // Shown again, the page says which register is silent: whoever reads it tries again.
      if (next.status === 303) return next.location
      if (performance.now() > end) throw new Error(`${event}: after ${milliseconds} ms a register is still silent`)
    }
  }
  return goOn()
}

/** From Start up to the page of the child, which it does not send. @returns the path of that page */
export async function walkToChild(send: Send): Promise<{ path: string; page: Answer }> {
  const path = await walkOverKnown(send, 'birth')
  return { path, page: await send('child-page', path) }
}

/** The whole way of a signed-in resident, Start to receipt. */
export async function reportBirth(send: Send, child: Newborn): Promise<SentCase> {
  const { path, page } = await walkToChild(send)
  const _csrf = csrfOf(page)
  const home = await send('child', path, { _csrf, count: '1', 'newborn.1.name': child.name, 'newborn.1.birth_date': child.birthDate, 'newborn.1.sex': child.sex })
  const questions = await send('home-page', home.location)
  const consent = await send('home', home.location, { _csrf, count: '1', ...answersTo(questions.html) })
  return consentAndSend(send, consent.location)
}

/** One has died, and nothing is asked. */
export const reportDeath = async (send: Send): Promise<SentCase> => consentAndSend(send, await walkOverKnown(send, 'bereavement'))

/** @param path of the page of consents */
async function consentAndSend(send: Send, path: string): Promise<SentCase> {
  const asked = await send('consent-page', path)
  const _csrf = csrfOf(asked)
  const purposes = fieldsOf(asked.html).filter(({ name }) => name.startsWith('consent.')).map(({ name }) => name)
  const owed = await send('consent', path, { _csrf, ...Object.fromEntries(purposes.map((name) => [name, 'yes'])) })
  await send('owed-page', owed.location)
  const check = await send('owed', owed.location, { _csrf })
  await send('check-page', check.location)
  const sent = await send('submit', check.location, { _csrf })
  await send('receipt-page', sent.location)
  const receipt = /^\/my\/applications\/([^?]+)/.exec(sent.location)?.[1]
  if (receipt === undefined) throw new Error(`no receipt: ${sent.status} ${sent.location}`)
  return { receipt, caseId: path.split('/')[2] ?? '', purposes: [...new Set(purposes.map((name) => name.slice('consent.'.length)))] }
}

/** @returns the part's id, once it has arrived in the inbox of the official's agency */
export async function findPart(send: Send, receipt: string, milliseconds = 180_000): Promise<string> {
  const end = performance.now() + milliseconds
  for (let wait = 40; ; wait = Math.min(500, wait * 1.1)) {
    const inbox = await send('inbox', '/console')
    const row = inbox.html.split('<tr').find((candidate) => candidate.includes(receipt))
    const part = row && /href="\/console\/parts\/([^"]+)"/.exec(row)?.[1]
    if (part !== undefined) return part
    if (performance.now() > end) throw new Error(`the part of ${receipt} has not arrived after ${milliseconds} ms`)
    await pause(wait)
  }
}

/** Approves every line of the part. @returns the lines */
export async function approvePart(send: Send, part: string): Promise<string[]> {
  const page = await send('part-page', `/console/parts/${part}`)
  const outcomes = [...new Set(fieldsOf(page.html).filter(({ name }) => name.startsWith('outcome-')).map(({ name }) => name))]
  const words = [...page.html.matchAll(/<textarea\b[^>]*\bname="(answer-[^"]*)"/g)].map(([, name]) => name!)
  // Decided before, by a request whose answer got lost.
  if (outcomes.length === 0) return []
  await send('decide', `/console/parts/${part}/decisions`, { _csrf: csrfOf(page), ...Object.fromEntries([...outcomes.map((name) => [name, 'approve']), ...words.map((name) => [name, '찾은 것이 없습니다.'])]) })
  return outcomes.map((name) => name.slice('outcome-'.length))
}

function answersTo(html: string): Fields {
  return Object.fromEntries(fieldsOf(html).filter(({ name }) => name.includes('.')).map(({ name, type }) => [name, type === 'radio' ? 'no' : '마루은행 110-123-456789']))
}

function fieldsOf(html: string): { name: string; type: string }[] {
  return [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => ({ name: /\bname="([^"]*)"/.exec(tag)?.[1] ?? '', type: /\btype="([^"]*)"/.exec(tag)?.[1] ?? 'text' }))
}

export const csrfOf = ({ html }: Answer) => /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? ''
