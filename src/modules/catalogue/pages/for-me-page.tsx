/** Who one is, in a few ticks; then what may fit. It narrows what to read, and says that it decides nothing. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Breadcrumbs } from '../../../web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { Words } from '../../../web/components/words/words.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Candidate } from '../find-candidates.ts'

export interface ForMePage {
  age: string
  sex: string
  chosen: readonly string[]
  /** Groups that services are marked for. */
  groups: readonly string[]
  /** Absent until something is asked. */
  candidates?: readonly Candidate[]
  errors?: FormError[]
}

/** So many that a person reads them. */
const shown = 50

export function forMePage(view: View, { age, sex, chosen, groups, candidates, errors = [] }: ForMePage): Page {
  const { t } = view
  return portalPage(view, {
    title: t('catalogue.for-me.title'), errors,
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }, { href: '/services', label: t('catalogue.services.title') }]} />
        <h1>{t('catalogue.for-me.title')}</h1>
        <p>{t('catalogue.for-me.lead')}</p>
        <form method="get" action="/services/for-me" role="none" noValidate>
          <TextField name="age" label={t('catalogue.for-me.age')} hint={t('catalogue.for-me.age-hint')} value={age} inputmode="numeric" width={4} error={errors[0]?.text} />
          <Radios name="sex" legend={t('catalogue.for-me.sex')} value={sex} items={[
            { value: '', label: t('catalogue.for-me.sex-any') }, { value: 'F', label: t('catalogue.for-me.sex-f') }, { value: 'M', label: t('catalogue.for-me.sex-m') },
          ]} />
          {groups.length === 0 ? null : (
            <Checkboxes name="group" legend={t('catalogue.for-me.groups')} hint={t('catalogue.for-me.groups-hint')} values={chosen}
              items={groups.map((group) => ({ value: group, label: t(`catalogue.group.${group}`) }))} />
          )}
          <Button name="asked" value="yes">{t('catalogue.for-me.show')}</Button>
        </form>
        {candidates === undefined ? null : <Candidates view={view} candidates={candidates} />}
      </>
    ),
  })
}

function Candidates({ view, candidates }: { view: View; candidates: readonly Candidate[] }) {
  const { t } = view
  if (candidates.length === 0) return <Empty title={t('catalogue.for-me.none')}><p>{t('catalogue.services.none-next')}</p></Empty>
  return (
    <>
      <h2>{t('catalogue.for-me.found', { count: candidates.length })}</h2>
      <Notice title={t('catalogue.for-me.no-decision')}><p>{t('catalogue.for-me.no-decision-next')}</p></Notice>
      <LinkList items={candidates.slice(0, shown).map(({ id, name, matched }) => ({
        href: `/services/${encodeURIComponent(id)}`, title: <Words view={view} text={name} />,
        ...(matched.length === 0 ? {} : { description: t('catalogue.for-me.matched', { groups: matched.map((group) => t(`catalogue.group.${group}`)).join(', ') }) }),
      }))} />
      {candidates.length > shown ? <p>{t('catalogue.for-me.more', { count: candidates.length - shown })}</p> : null}
    </>
  )
}
