/** What awaits a second official, and what became of earlier proposals. Who proposed it reads that a colleague has to sign. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { secondOf } from '../decide/second-signature.ts'
import { isSameHand } from '../deputies/in-place-of.ts'
import { inOffice } from '../parts/transitions.ts'
import { actorName } from './load-page.tsx'
import type { PartPage } from './part-page.tsx'
import { serviceName } from './value-in-words.ts'

type Proposal = PartPage['read']['proposals'][number]

export function PartSignatures({ view, page }: { view: View; page: PartPage }) {
  const { read: { part, proposals }, mayDecide, deputies, today } = page
  const { t, principal } = view
  if (proposals.length === 0) return null
  const me = principal.kind === 'official' ? principal.official : ''
  const open = inOffice.includes(part.status) ? proposals.filter(({ ended }) => ended === null) : []
  const standsIn = deputies.filter(({ deputy, from_day }) => deputy === me && from_day <= today).map(({ official }) => official)
  const mine = open.filter(({ proposed_by, proposed_for }) => mayDecide && !isSameHand([proposed_by, proposed_for], me, standsIn))
  const rest = open.filter((proposal) => !mine.includes(proposal))
  return (
    <section>
      <h2>{t('cases.signature.title')}</h2>
      {mine.length === 0 ? null : (
        <Form view={view} action={`/console/parts/${part.id}/signatures`}>
          {mine.map((proposal) => <ToSign key={proposal.id} view={view} page={page} proposal={proposal} />)}
          <Button>{t('cases.signature.do')}</Button>
        </Form>
      )}
      {rest.map((proposal) => <section key={proposal.id} class="line"><Proposed view={view} page={page} proposal={proposal} /><p>{t('cases.signature.colleague')}</p></section>)}
      {proposals.filter(({ ended }) => ended === 'signed' || ended === 'returned').map((proposal) => (
        <p key={proposal.id}>{t(`cases.signature.${proposal.ended}`, { service: serviceOf(view, page, proposal), by: actorName(view, page.colleagues, proposal.proposed_by, proposal.proposed_for), name: actorName(view, page.colleagues, proposal.ended_by ?? '', proposal.ended_for), date: proposal.ended_at === null ? '' : view.dateTime(proposal.ended_at), remark: proposal.remark ?? '' })}</p>
      ))}
    </section>
  )
}

interface OneProposal { view: View; page: PartPage; proposal: Proposal }

const serviceOf = (view: View, { read }: PartPage, { line_id }: Proposal) => serviceName(view, read.lines.find(({ id }) => id === line_id)?.service ?? '')

function Proposed({ view, page, proposal }: OneProposal) {
  const { t } = view
  const source = secondOf(view.pack, page.read.lines.find(({ id }) => id === proposal.line_id)?.service ?? '')?.source
  return (
    <>
      <h3>{serviceOf(view, page, proposal)}</h3>
      <p>{t(`cases.signature.proposed.${proposal.outcome}`, { name: actorName(view, page.colleagues, proposal.proposed_by, proposal.proposed_for), date: view.dateTime(proposal.proposed_at) })}</p>
      {proposal.reason === null ? null : <p>{proposal.reason}</p>}
      {proposal.answer === null ? null : <p>{proposal.answer}</p>}
      {source === undefined ? null : <Law view={view} source={source} />}
    </>
  )
}

function ToSign({ view, page, proposal }: OneProposal) {
  const { t } = view
  const { errors = [], typed = {} } = page
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const [act, remark] = [`act-${proposal.id}`, `remark-${proposal.id}`]
  return (
    <section class="line">
      <Proposed view={view} page={page} proposal={proposal} />
      <Radios name={act} legend={t('cases.signature.on', { service: serviceOf(view, page, proposal) })} inline value={typed[act] ?? 'later'} error={errorAt(act)}
        items={(['sign', 'return', 'later'] as const).map((value) => ({ value, label: t(`cases.signature.${value}`) }))} />
      <TextField name={remark} label={t('cases.signature.remark')} hint={t('cases.signature.remark-hint')} rows={3} value={typed[remark]} error={errorAt(remark)} />
    </section>
  )
}
