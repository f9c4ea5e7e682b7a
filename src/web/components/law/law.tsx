import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { View } from '../../view.ts'
import { Details } from '../details/details.tsx'
import { Tag } from '../tag/tag.tsx'

/** The law that a statement rests on, one press away; says so where nobody has checked it against the text yet. @param id where it is linked to: browsers open what a link leads into */
export function Law({ view, source, id }: { view: View; source: Source; id?: string }) {
  const cited = view.t('web.law.cited', { law: view.text(source.law), article: source.article })
  return (
    <Details summary={view.t('web.law.summary')}>
      <p id={id} tabIndex={id === undefined ? undefined : -1}>{source.url === undefined ? cited : <a href={source.url}>{cited}</a>}</p>
      <p class="hint">
        {view.t('web.law.as-of', { date: view.date(source.asOf) })}
        {source.unverified === true ? <> <Tag kind="attention">{view.t('web.law.unverified')}</Tag></> : null}
      </p>
    </Details>
  )
}
