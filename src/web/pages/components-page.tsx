import { componentSpecs } from '../components/specs.ts'
import { Lead } from '../components/lead/lead.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'

/** Every component with every example: what designers look at and what the accessibility runs walk. */
export function componentsPage(view: View) {
  const { t } = view
  return portalPage(view, {
    title: t('web.components.title'),
    children: (
      <>
        <h1>{t('web.components.title')}</h1>
        <Lead>{t('web.components.lead')}</Lead>
        {componentSpecs.map(({ title, examples, criteria }) => (
          <section key={title} lang="en" dir="ltr">
            <h2>{title}</h2>
            <ul>{criteria.map((criterion) => <li key={criterion}>{criterion}</li>)}</ul>
            {examples.map(({ name, render }) => (
              <div key={name}><h3>{name}</h3><div class="specimen" dir={view.language.dir}>{render(view)}</div></div>
            ))}
          </section>
        ))}
      </>
    ),
  })
}
