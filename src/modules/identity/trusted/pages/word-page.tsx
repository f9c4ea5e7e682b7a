/** One question with a great deal behind it, and two answers. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Saying } from '../say-word.ts'

export function wordPage(view: View, { registration, name, agency, openedAt, endsAt, said, open }: Saying, errors: readonly FormError[] = []): Page {
  const { t } = view
  const title = t('trusted.word.title', { name })
  const office = view.text(view.pack.agencies.find(({ id }) => id === agency)?.name ?? {}) || agency
  return portalPage(view, {
    title, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/trusted" />
        <h1>{title}</h1>
        <Lead>{t('trusted.word.lead', { name, agency: office, date: view.dateTime(openedAt) })}</Lead>
        {said !== null ? <Notice kind="done" title={t(`trusted.word.said-${said}`)} />
          : !open ? <Notice title={t('trusted.word.over')} />
          : (
            <>
              <p>{t('trusted.word.call', { name })}</p>
              <Form view={view} action={`/my/trusted/${registration}/word`}>
                <Radios name="said" legend={t('trusted.word.question', { name })} error={errors[0]?.text}
                  items={(['yes', 'no'] as const).map((value) => ({ value, label: t(`trusted.word.${value}`), hint: t(`trusted.word.${value}-hint`, { date: view.dateTime(endsAt) }) }))} />
                <Button>{t('trusted.word.send')}</Button>
              </Form>
            </>
          )}
      </>
    ),
  })
}
