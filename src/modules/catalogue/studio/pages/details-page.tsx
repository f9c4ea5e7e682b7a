/** A service's texts in every language, its legal time, its fee, its law: for one that there is, and for a new one. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Checkbox } from '../../../../web/components/checkbox/checkbox.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Select } from '../../../../web/components/select/select.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { detailTexts, ownLaws, signed, type Typed } from '../read-details.ts'
import { inSummary } from './mistakes-in-words.ts'
import { studioPath, versionPath } from './services-studio-page.tsx'

export interface DetailsPage {
  /** Of which version; undefined: a new service. */
  version: { id: string; revision: number } | undefined
  typed: Typed
  errors?: readonly FormError[]
}

export function detailsPage(view: View, { version, typed, errors = [] }: DetailsPage): Page {
  const { t, pack } = view
  const title = t(version ? 'catalogue.studio.details' : 'catalogue.studio.new')
  const of = (name: string) => ({ name, value: typed[name], error: errors.find(({ field }) => field === name)?.text })
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={version ? versionPath(version.id) : studioPath} />
        <ErrorSummary view={view} errors={inSummary(view, errors)} />
        <h1>{title}</h1>
        <Form view={view} action={version ? `${versionPath(version.id)}/details` : `${studioPath}/new`}>
          {version ? <input type="hidden" name="revision" value={String(version.revision)} /> : (
            <>
              <TextField {...of('id')} label={t('catalogue.studio.id')} hint={t('catalogue.studio.id-hint')} width={20} autocomplete="off" />
              <Select {...of('event')} label={t('catalogue.studio.column.form')} items={pack.lifeEvents.filter(({ open }) => open).map(({ id, name }) => ({ value: id, label: view.text(name) }))} />
            </>
          )}
          <h2>{t('catalogue.studio.part.texts')}</h2>
          {detailTexts.map((name) => <InLanguages key={name} view={view} name={name} label={t(`catalogue.studio.text.${name}`)} typed={typed} errors={errors} rows={name === 'name' ? undefined : 2} />)}
          <h2>{t('catalogue.studio.part.source')}</h2>
          <LawFields view={view} name="source" label={t('catalogue.studio.law')} typed={typed} errors={errors} />
          <h2>{t('catalogue.studio.part.processing')}</h2>
          <TextField {...of('processing.days')} label={t('catalogue.studio.days')} inputmode="numeric" width={4} />
          <Radios {...of('processing.clock')} legend={t('catalogue.studio.clock')} inline items={(['office-days', 'calendar-days'] as const).map((value) => ({ value, label: t(`catalogue.studio.${value}`) }))} />
          <OwnLaw view={view} part="processing" typed={typed} errors={errors} />
          <h2>{t('catalogue.studio.part.fee')}</h2>
          <TextField {...of('fee.amount')} label={t('catalogue.studio.fee', { currency: pack.currency.code })} hint={t('catalogue.studio.fee-hint')} inputmode="decimal" width={10} />
          <OwnLaw view={view} part="fee" typed={typed} errors={errors} />
          <h2>{t('catalogue.studio.part.secondSignature')}</h2>
          <Radios {...of('certificate')} legend={t('catalogue.studio.certificate')} inline items={(['yes', 'no'] as const).map((value) => ({ value, label: t(`catalogue.studio.${value}`) }))} />
          <fieldset>
            <legend class="label">{t('catalogue.studio.second')}</legend>
            <p class="hint">{t('catalogue.studio.second-hint')}</p>
            {signed.map((outcome) => <Checkbox key={outcome} name={`secondSignature.${outcome}`} value="yes" label={t(`catalogue.studio.second.${outcome}`)} checked={typed[`secondSignature.${outcome}`] === 'yes'} />)}
          </fieldset>
          <OwnLaw view={view} part="secondSignature" typed={typed} errors={errors} />
          <Button>{t('catalogue.studio.save')}</Button>
        </Form>
      </>
    ),
  })
}

interface Fields { view: View; typed: Typed; errors: readonly FormError[] }

/** Behind a click: most of a service rests on one law. */
function OwnLaw({ part, ...fields }: Fields & { part: typeof ownLaws[number] }) {
  const { t } = fields.view
  const name = `${part}.source`
  return (
    <Details summary={t(`catalogue.studio.own-law.${part}`)} open={fields.errors.some(({ field }) => field.startsWith(name))}>
      <p class="hint">{t('catalogue.studio.own-law-hint')}</p>
      <LawFields {...fields} name={name} label={t(`catalogue.studio.law.${part}`)} />
    </Details>
  )
}

function LawFields({ view, name, label, typed, errors }: Fields & { name: string; label: string }) {
  const { t } = view
  const of = (field: string) => ({ name: `${name}.${field}`, value: typed[`${name}.${field}`], error: errors.find((error) => error.field === `${name}.${field}`)?.text })
  return (
    <>
      <InLanguages view={view} name={`${name}.law`} label={label} typed={typed} errors={errors} />
      <TextField {...of('article')} label={t('catalogue.studio.article')} width={20} />
      <DateField {...of('asOf')} label={t('catalogue.studio.as-of')} />
    </>
  )
}

export interface InLanguagesProps extends Fields { name: string; label: string; hint?: string; rows?: number | undefined }

/** The same text once for each language of the pack. */
export function InLanguages({ view, name, label, hint, typed, errors, rows }: InLanguagesProps) {
  return (
    <fieldset>
      <legend class="label">{label}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {view.pack.languages.map(({ tag, name: own, html, dir }) => {
        const field = `${name}.${tag}`
        return <TextField key={tag} name={field} label={own} language={{ html, dir }} value={typed[field]} error={errors.find((error) => error.field === field)?.text} {...(rows === undefined ? {} : { rows })} />
      })}
    </fieldset>
  )
}
