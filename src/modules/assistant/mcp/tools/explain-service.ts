import Type from 'typebox'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import { strict } from '../../../../kernel/schema/schema.ts'
import type { Catalogue } from '../../../catalogue/index.ts'
import type { Rules } from '../../../rules/index.ts'
import { lawInWords, sectionPath, sectionsOf } from '../../knowledge/sections.ts'
import { Language, orNull, ServiceId, sumInWords } from './shapes.ts'
import { defineTool } from './tool.ts'

export const explainServiceTool = ({ catalogue, rules, today }: { catalogue: Catalogue; rules: Rules; today(): string }) => defineTool({
  name: 'explain_service',
  title: 'Explain a public service',
  description: 'Everything that is known of one service, word for word as it stands on its page: for whom, how much, how to apply, until when, how long it takes, what it costs, who decides, how to object, and the law with the day on which somebody looked.',
  input: strict({ service: ServiceId, language: Language }),
  output: strict({
    service: Type.String(), name: Type.String(), page: Type.String(),
    sections: Type.Array(strict({ aspect: Type.String({ description: 'summary, audience, amount, how, cost, time, deadline, agency, complaint, law' }), text: Type.String(), page: Type.String({ description: 'Address of this section' }) })),
    stated: Type.Array(strict({ least: Type.Integer(), most: Type.Integer(), currency: Type.String(), leastText: Type.String(), mostText: Type.String(), per: Type.String(), upTo: Type.Boolean(), voucher: Type.Boolean({ description: 'To pay with, and not paid into an account: not to be added to money' }) }),
      { description: 'Sums that the law itself states on this day, in the smallest unit of the currency' }),
    law: orNull(Type.String()),
  }),
  async run({ wording, origin }, { service }) {
    const entry = await catalogue.service(service)
    if (!entry) throw new Fault(kernelFaults.notFound)
    const stated = rules.stated(service, today())
    return {
      about: service,
      told: {
        service, name: wording.text(entry.name), page: `${origin}/services/${service}`, sections: sectionsOf(wording, entry, await catalogue.agency(entry.agency)).map(({ aspect, text }) => ({ aspect, text, page: origin + sectionPath(service, aspect) })),
        stated: (stated?.payments ?? []).map(({ least, most, per, upTo, voucher }) => ({ least, most, currency: wording.pack.currency.code, leastText: sumInWords(wording, least, voucher), mostText: sumInWords(wording, most, voucher), per, upTo, voucher })),
        law: stated ? lawInWords(wording, stated.law) : null,
      },
    }
  },
})
