import Type from 'typebox'
import { strict } from '../../../../kernel/schema/schema.ts'
import type { Catalogue } from '../../../catalogue/index.ts'
import { Language } from './shapes.ts'
import { defineTool } from './tool.ts'

export const findServicesTool = (catalogue: Catalogue) => defineTool({
  name: 'find_services',
  title: 'Find public services',
  description: 'Searches the catalogue of public services and life events in plain words, spaces and typing errors notwithstanding. Gives ids for the other tools and the address of each page.',
  input: strict({
    query: Type.String({ maxLength: 200, description: 'What is needed, or what happened' }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: 'Ten when absent' })), language: Language,
  }),
  output: strict({
    total: Type.Integer(),
    services: Type.Array(strict({ service: Type.String(), name: Type.String(), summary: Type.String(), agency: Type.String(), decidedByRules: Type.Boolean({ description: 'check_entitlement can decide on it' }), page: Type.String() })),
    lifeEvents: Type.Array(strict({ event: Type.String(), name: Type.String(), summary: Type.String(), open: Type.Boolean({ description: 'Can be applied for here, with start_application' }), page: Type.String() })),
  }),
  async run({ wording: { language, text }, origin }, { query, limit = 10 }) {
    const { services, total, lifeEvents } = await catalogue.search(query, { language: language.tag, limit })
    const agencies = new Map((await catalogue.agencies()).map(({ id, name }) => [id, text(name)]))
    return {
      told: {
        total,
        services: services.map((entry) => ({
          service: entry.id, name: text(entry.name), summary: text(entry.summary), agency: agencies.get(entry.agency) ?? entry.agency,
          decidedByRules: entry.source === 'pack' && entry.service.rule !== null, page: `${origin}/services/${entry.id}`,
        })),
        lifeEvents: lifeEvents.map(({ id, name, summary, open }) => ({ event: id, name: text(name), summary: text(summary), open, page: `${origin}/life-events/${id}` })),
      },
    }
  },
})
