/** Above the transcript: what the person has said as answers, what the program tried, and what the person allows. */
import type { ComponentChildren } from 'preact'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import { citedIn, pagesOf } from '../answer/cited-places.ts'
import type { TurnRow } from '../converse/read-conversation.ts'
import type { OpenHandOver } from '../hand-over/hand-over.ts'
import type { Given } from '../hand-over/read-given.ts'
import { agencyName, eventName } from './ask-human.tsx'
import { labelOf, valueOf } from './fill-words.ts'

interface TakenOverProps { view: View; open: OpenHandOver; given: Given | 'gone' | undefined }

const head = (view: View, ...keys: string[]) => keys.map((key) => view.t(`assistant.takeover.${key}`))

export function TakenOver({ view, open: { handOver, turns }, given: along }: TakenOverProps) {
  const { t } = view
  const given = along === 'gone' ? undefined : along
  const service = view.pack.services.find(({ id }) => id === handOver.topic)
  const spokenOf = service === undefined ? [] : [[t('assistant.takeover.service'), view.text(service.name), t('assistant.takeover.from-program'), t('assistant.takeover.state-unsure')]]
  const rows = [...spokenOf, ...(given === undefined || given.application.receipt !== null ? [] : answersOf(view, given))]
  return (
    <>
      <section>
        <h2>{t('assistant.takeover.said')}</h2>
        {rows.length === 0 ? null : <Table caption={t('assistant.takeover.said')} head={head(view, 'question', 'value', 'from', 'state')} rows={rows} />}
        {given === undefined ? <p>{t(`assistant.takeover.${along === 'gone' ? 'gone' : handOver.application === null ? 'none' : 'waits'}`)}</p>
          : <><p>{t('assistant.takeover.event', { event: eventName(view, given.application.event) })}</p><p>{t(given.application.receipt === null ? 'assistant.takeover.kept' : 'assistant.takeover.sent')}</p></>}
      </section>
      <Tried view={view} turns={turns} />
      <section>
        <h2>{t('assistant.takeover.consents')}</h2>
        <Table caption={t('assistant.takeover.consents')} head={head(view, 'what', 'whom', 'until')} rows={allowedIn(view, handOver, given)} />
      </section>
    </>
  )
}

/** The values of registers are not the person's words: only whether they were agreed to. */
function answersOf(view: View, { application: { draft }, slots }: Given): ComponentChildren[][] {
  const { t } = view
  const registerOf = (fact: string) => view.pack.registers.find(({ id }) => fact.startsWith(`${id}.`))
  const corrected = Object.entries(draft.corrections).map(([fact, value]) => {
    const register = registerOf(fact)
    const field = register?.fields[fact.slice(register.id.length + 1)]
    return [field === undefined ? fact : view.text(field.label), value, t('assistant.takeover.from-instead', { register: register === undefined ? fact : view.text(register.name) }), t('assistant.takeover.state-page')]
  })
  const known = draft.known === null ? [] : [[t('assistant.takeover.registers'), t(`assistant.takeover.registers-${draft.done.includes('known') ? 'agreed' : 'open'}`), t('assistant.takeover.from-registers'), t(`assistant.takeover.state-${draft.done.includes('known') ? 'page' : 'open'}`)]]
  return [...known, ...corrected, ...slots.answered.map((slot) => [labelOf(view, slot), valueOf(view, slot), t('assistant.takeover.from-person'), t(`assistant.takeover.state-${draft.done.includes(slot.step.id) ? 'page' : 'open'}`)])]
}

function Tried({ view, turns }: { view: View; turns: readonly TurnRow[] }) {
  const { t } = view
  const sources = pagesOf(turns.flatMap(({ answer }) => (answer === null ? [] : citedIn(answer))))
  const unanswered = turns.flatMap((turn, at) => (turn.answer?.kind === 'unknown' ? turns.slice(0, at).filter(({ author }) => author === 'person').slice(-1) : []))
  return (
    <section>
      <h2>{t('assistant.takeover.tried')}</h2>
      {sources.length === 0 ? <p>{t('assistant.takeover.tried-none')}</p> : <ul>{sources.map(({ href, title }) => <li key={href}><a href={href}>{title}</a></li>)}</ul>}
      {unanswered.length === 0 ? null : <ul>{unanswered.map(({ id, text }) => <li key={id}>{t('assistant.takeover.unanswered', { question: text })}</li>)}</ul>}
    </section>
  )
}

function allowedIn(view: View, { agency, application }: OpenHandOver['handOver'], given: Given | undefined): string[][] {
  const { t, pack } = view
  const whom = agencyName(view, agency)
  const purposes = (given?.consents ?? []).map(({ purpose: id, ends_on: until }) => {
    const purpose = pack.purposes.find((one) => one.id === id)
    return [purpose === undefined ? id : view.text(purpose.name), purpose?.agency ? agencyName(view, purpose.agency) : '', until === null ? '' : view.date(until)]
  })
  return [
    [t('assistant.takeover.all-said'), whom, t('assistant.takeover.until-given')],
    ...(given === undefined || application === null || given.application.receipt !== null ? [] : [[t('assistant.takeover.answers', { event: eventName(view, given.application.event) }), whom, t('assistant.takeover.until-taken')]]),
    ...purposes,
  ]
}
