/** Before a draft is deleted: what goes with it, and what stays. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { OwnApplication } from '../index.ts'
import { deletePath, stepPath } from './step-page.tsx'
import { agencyName, eventName } from './value-in-words.ts'

/** @param open counter at which it is open just now */
export function deleteDraftPage(view: View, application: OwnApplication, open: { agency: string } | undefined): Page {
  const { t } = view
  const { id, event, draft: { known, corrections, answers, newborns, consents, entrusted = {} } } = application
  const title = t('cases.delete.title')
  const asked = [...new Set(Object.values(entrusted).map(({ label, by }) => by ?? label))]
  const goes = [
    t('cases.delete.answers', { count: Object.keys(answers).length + Object.keys(corrections).length + newborns.length }),
    ...(known === null || known.length === 0 ? [] : [t('cases.delete.known')]),
    ...(Object.values(consents).includes(true) ? [t('cases.delete.consents')] : []),
    ...(asked.length === 0 ? [] : [t('cases.delete.asked', { names: new Intl.ListFormat(view.language.html).format(asked) })]),
    ...(open === undefined ? [] : [t('cases.delete.counter', { agency: agencyName(view, open.agency) })]),
  ]
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/applications" />
        <p class="caption">{eventName(view, event)}</p>
        <h1>{title}</h1>
        <Lead>{t('cases.delete.lead')}</Lead>
        <h2>{t('cases.delete.goes')}</h2>
        <ul>{goes.map((line) => <li key={line}>{line}</li>)}</ul>
        <h2>{t('cases.delete.stays')}</h2>
        <ul>
          <li>{t('cases.delete.looks')} <a href="/my/data">{t('cases.delete.looks-page')}</a></li>
          <li>{t('cases.delete.talk')} <a href="/ask">{t('cases.delete.talk-page')}</a></li>
        </ul>
        <Form view={view} action={deletePath(id)} label={title}>
          <Button kind="danger">{t('cases.delete.confirm')}</Button>
          <ButtonLink kind="secondary" href={stepPath({ id }, 'continue')}>{t('cases.delete.keep')}</ButtonLink>
        </Form>
      </>
    ),
  })
}
