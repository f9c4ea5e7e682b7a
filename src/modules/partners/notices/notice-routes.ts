/** A company tries how it is told, and has sent again what could not be brought; one press each. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { limitCallers } from '../../../kernel/http/limit-rate.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Partners } from '../index.ts'

const params = strict({ partner: Type.String({ pattern: '^company-[0-9a-f-]{36}$' }) })
/** Each makes the platform call an address that somebody has typed in. */
const trialsPerSecond = 1

export function noticeRoutes(http: Http<View>, partners: Partners) {
  const { pack, identity, exchange, trials } = partners
  const limit = limitCallers(trialsPerSecond)
  const own = async (id: string, person: string) => {
    const partner = await partners.find(id)
    if (partner?.owner !== person || partner.notices === null) throw new Fault(kernelFaults.notFound)
    return partner
  }

  http.form('/partners/:partner/trial-notice', { who: 'resident', params, body: strict({}) }, async ({ params: { partner: id }, principal }) => {
    const partner = await own(id, principal.person)
    await limit(id)
    const purpose = pack.purposes.find((known) => known.id === partner.purposes[0])
    await trials.send(partner, {
      // Where there are no fictitious people, nobody has this name, either.
      person: identity.demonstration?.people[0]?.id ?? 'nobody', kind: 'taken-back', consent: newId(), version: 2, purpose: purpose?.id ?? '', fields: purpose?.fields ?? [], remaining: [], until: null, dueOn: partners.today(),
    })
    return new SeeOther(`/partners/${id}#told`)
  })

  http.form('/partners/:partner/send-again', { who: 'resident', params, body: strict({}) }, async ({ params: { partner: id }, principal }) => {
    await own(id, principal.person)
    await exchange.companies.sendAgain(id)
    return new SeeOther(`/partners/${id}#told`)
  })
}
