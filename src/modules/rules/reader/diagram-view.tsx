/** The picture in a region of its own that scrolls by keyboard too (WCAG 2.1.1), and beneath it the list that says the same. */
import type { View } from '../../../web/view.ts'
import type { Diagram, DiagramNode } from '../../../web/diagram/diagram.ts'
import { DiagramPicture } from '../../../web/diagram/diagram-picture.tsx'
import { listSteps } from './list-steps.ts'

export function DiagramView({ view, diagram }: { view: View; diagram: Diagram }) {
  const t = (key: string, values?: Record<string, string | number>) => view.t(`rules.reader.${key}`, values)
  return (
    <>
      <p class="hint">{t('legend')}</p>
      <div class="rule-region" role="region" aria-label={t('scroll')} tabIndex={0}>
        <DiagramPicture title={t('picture')} diagram={diagram} rightToLeft={view.language.dir === 'rtl'} unverified={view.t('rules.diagram.unverified')} />
      </div>
      <h3>{t('as-list')}</h3>
      <ol>
        {listSteps(diagram).map(({ kind, items }) => (
          <li key={kind}>
            {view.t(`rules.diagram.step.${kind}`)}
            <ul>
              {items.map(({ node, from, after }) => (
                <li key={node.id}>
                  {wordsOf(view, node)}
                  {after.length === 0 ? null : <> · {view.t('rules.diagram.unless')} {after.map((one) => wordsOf(view, one)).join('; ')}</>}
                  {from.length === 0 ? null : <ul aria-label={view.t('rules.diagram.rests-on')}>{from.map((one) => <li key={one.id}>{one.words}</li>)}</ul>}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  )
}

const wordsOf = (view: View, { words, note, unverified }: DiagramNode) => [words, ...(note === null ? [] : [note]), ...(unverified ? [view.t('rules.diagram.unverified')] : [])].join(' · ')
