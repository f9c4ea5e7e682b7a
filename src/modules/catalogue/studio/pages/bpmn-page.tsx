/** Where a BPMN file is given: as a file, or as its text. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary } from '../../../../web/components/error-summary/error-summary.tsx'
import { FileField } from '../../../../web/components/file-field/file-field.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { largestFile, type Refusal } from '../../bpmn/in/read-file.ts'
import { studioPath } from './services-studio-page.tsx'

export interface BpmnPage {
  refusal?: Refusal
  /** As it was typed; a file has to be chosen again, as browsers want it. */
  text?: string | undefined
  ofFile?: boolean
}

export function bpmnPage(view: View, { refusal, text, ofFile = false }: BpmnPage): Page {
  const { t } = view
  const title = t('catalogue.bpmn.in.title')
  const errors = refusal ? [{ field: ofFile ? 'file' : 'text', text: t(`catalogue.bpmn.in.refused.${refusal.refused}`, refusal.values) }] : []
  const of = (field: string) => errors.find((error) => error.field === field)?.text
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={studioPath} />
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <Lead>{t('catalogue.bpmn.in.lead')}</Lead>
        <Form view={view} action={`${studioPath}/bpmn`} multipart>
          <FileField name="file" label={t('catalogue.bpmn.in.file')} hint={t('catalogue.bpmn.in.file-hint', { size: largestFile / 1024 / 1024 })} accept=".bpmn,.xml" error={of('file')} />
          <TextField name="text" label={t('catalogue.bpmn.in.text')} hint={t('catalogue.bpmn.in.text-hint')} rows={6} value={text} error={of('text')} />
          <Button>{t('catalogue.bpmn.in.read')}</Button>
        </Form>
      </>
    ),
  })
}
