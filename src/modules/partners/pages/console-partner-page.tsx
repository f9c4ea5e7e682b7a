/** One company, for whoever oversees it: what it says of itself, then approve, limit or cut off, each in one action. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ToldTo } from '../index.ts'
import type { Partner } from '../registry/partners.ts'
import { KeysInWords } from './keys-in-words.tsx'
import { purposeName } from './names.ts'
import { StandingTag } from './standing-tag.tsx'
import { NoticeTable, Standing } from './told-to.tsx'

export function consolePartnerPage(view: View, { partner, told }: { partner: Partner; told: ToldTo }, { errors = [], limit = String(partner.dayLimit) }: { errors?: readonly FormError[]; limit?: string } = {}): Page {
  const { t } = view
  const { id, name, standing } = partner
  const path = `/console/partners/${id}`
  return consolePage(view, {
    title: name, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/console/partners" />
        <h1>{name}</h1>
        <Standing view={view} standing={told.standing} />
        <SummaryList rows={[
          { key: t('partners.column.standing'), value: <StandingTag view={view} standing={standing} /> },
          { key: t('partners.new.number'), value: partner.number },
          { key: t('partners.new.contact'), value: partner.contact },
          { key: t('partners.column.purposes'), value: partner.purposes.map((purpose) => purposeName(view, purpose)).join(', ') },
          { key: t('partners.new.grounds'), value: partner.grounds },
          { key: t('partners.new.redirects'), value: <code>{partner.redirectUris.join(' ')}</code> },
          { key: t('partners.office.keys'), value: <KeysInWords view={view} partner={partner} /> },
          { key: t('partners.new.notices'), value: partner.notices === null ? t('partners.told.nowhere') : <code>{partner.notices.address}</code> },
          { key: t('partners.column.since'), value: view.dateTime(partner.registeredAt) },
        ]} />
        {standing === 'cut-off' ? null : <p><a href={`${path}/access`}>{t('partners.access.change')}</a></p>}
        {standing === 'production' ? null : <Form view={view} action={`${path}/approve`}><Button>{t('partners.office.approve', { company: name })}</Button></Form>}
        <NoticeTable view={view} notices={told.notices} />
        <h2>{t('partners.office.limit')}</h2>
        <Form view={view} action={`${path}/limit`}>
          <TextField name="limit" label={t('partners.office.limit-label')} hint={t('partners.office.limit-hint')} value={limit} width={10} inputmode="numeric" error={errors[0]?.text} />
          <Button kind="secondary">{t('partners.office.limit-save')}</Button>
        </Form>
        {standing === 'cut-off' ? null : (
          <>
            <h2>{t('partners.office.cut-off-title')}</h2>
            <p>{t('partners.office.cut-off-lead')}</p>
            <Form view={view} action={`${path}/cut-off`}><Button kind="danger">{t('partners.office.cut-off', { company: name })}</Button></Form>
          </>
        )}
      </>
    ),
  })
}
