/** What the law does by itself with the approval of something else: nobody applies for it, and it says since when it is done. */
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import { Law } from '../../../web/components/law/law.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import { legalDay } from '../clocks/legal-day.ts'
import type { ReadApplication } from '../read-application.ts'
import { agencyName, serviceName } from './value-in-words.ts'

/** @param lines of what was sent; none before */
export function Following({ view, services, lines = [] }: { view: View; services: readonly PublicService[]; lines?: ReadApplication['lines'] }) {
  if (services.length === 0) return null
  return (
    <section>
      <h2>{view.t('cases.follows.title')}</h2>
      {services.map(({ id, name, summary, agency, follows }) => (
        <article class="finding" key={id}>
          <h3>{view.text(name)}</h3>
          <p class="hint">{agencyName(view, agency)}</p>
          <p><State view={view} after={follows!.service} line={lines.findLast(({ service }) => service === follows!.service)} /></p>
          <p>{view.text(summary)}</p>
          <Law view={view} source={follows!.source} />
        </article>
      ))}
    </section>
  )
}

function State({ view, after, line }: { view: View; after: string; line: ReadApplication['lines'][number] | undefined }) {
  const service = serviceName(view, after)
  if (line?.status === 'approved' && line.decided_at !== null) return <Tag kind="done">{view.t('cases.follows.done', { date: view.date(legalDay(view.pack, line.decided_at)) })}</Tag>
  const ended = line?.status === 'refused' || line?.status === 'withdrawn'
  return <Tag kind={ended ? 'neutral' : 'info'}>{view.t(ended ? 'cases.follows.not' : 'cases.follows.pending', { service })}</Tag>
}
