/** One question of a form: its words in every language, what kind of answer it takes, where it stands, and when it is asked. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Checkbox } from '../../../../web/components/checkbox/checkbox.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Select } from '../../../../web/components/select/select.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { ownSteps } from '../change-form.ts'
import type { Typed } from '../read-details.ts'
import { conditionsOf, newPage, questionTypes } from '../read-question.ts'
import type { ServiceFiles } from '../service-files.ts'
import { InLanguages } from './details-page.tsx'
import { inSummary } from './mistakes-in-words.ts'
import { versionPath } from './services-studio-page.tsx'

export interface QuestionPage {
  version: { id: string; revision: number }
  files: ServiceFiles
  /** Of the question that is changed; undefined: a new one. */
  fact: string | undefined
  typed: Typed
  errors?: readonly FormError[]
}

export function questionPage(view: View, { version, files, fact, typed, errors = [] }: QuestionPage): Page {
  const { t, text, pack } = view
  const title = t(fact === undefined ? 'catalogue.studio.add' : 'catalogue.studio.change-question')
  const of = (name: string) => ({ name, value: typed[name], error: errors.find(({ field }) => field === name)?.text })
  const known = pack.facts.filter(({ from }) => from)
  const conditions = conditionsOf(files, fact).flatMap(({ fact: name, label, type, choices }) =>
    (type === 'yes-no' ? (['yes', 'no'] as const).map((value) => ({ value, label: t(`catalogue.studio.${value}`) })) : (choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.label) })))
      .map((answer) => ({ value: `${name}=${answer.value}`, label: t('catalogue.studio.only-if', { question: text(label), answer: answer.label }) })))
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={versionPath(version.id)} />
        <ErrorSummary view={view} errors={inSummary(view, errors)} />
        <h1>{title}</h1>
        <p>{t('catalogue.studio.registers-know', { facts: known.map(({ label }) => text(label)).join(', ') })}</p>
        <Form view={view} action={`${versionPath(version.id)}/questions/${fact ?? 'new'}`}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          <InLanguages view={view} name="label" label={t('catalogue.studio.label')} typed={typed} errors={errors} />
          <InLanguages view={view} name="hint" label={t('catalogue.studio.hint')} hint={t('catalogue.studio.hint-hint')} typed={typed} errors={errors} />
          {fact === undefined ? (
            <>
              <TextField {...of('name')} label={t('catalogue.studio.name')} hint={t('catalogue.studio.name-hint')} width={20} autocomplete="off" />
              <Radios {...of('type')} value={typed['type'] ?? 'yes-no'} legend={t('catalogue.studio.column.type')} items={questionTypes.map((value) => ({ value, label: t(`catalogue.studio.type.${value}`) }))} />
            </>
          ) : <p>{t('catalogue.studio.column.type')}: {t(`catalogue.studio.type.${typed['type'] ?? 'text'}`)}</p>}
          {fact === undefined || typed['type'] === 'choice' ? (
            <>
              <TextField {...of('choices')} label={t('catalogue.studio.choices')} hint={t('catalogue.studio.choices-hint')} rows={4} />
              <InLanguages view={view} name="choices" label={t('catalogue.studio.choice-labels')} hint={t('catalogue.studio.choice-labels-hint')} typed={typed} errors={errors} rows={4} />
            </>
          ) : null}
          {fact === undefined || typed['type'] === 'date' ? <Checkbox name="notFuture" value="yes" label={t('catalogue.studio.not-future')} checked={typed['notFuture'] === 'yes'} /> : null}
          <Select {...of('place')} label={t('catalogue.studio.column.page')} items={[...ownSteps(files.event).map(({ id, title: own }) => ({ value: id, label: text(own) })), { value: newPage, label: t('catalogue.studio.new-page') }]} />
          <InLanguages view={view} name="title" label={t('catalogue.studio.page-title')} hint={t('catalogue.studio.page-title-hint')} typed={typed} errors={errors} />
          <Select {...of('onlyIf')} label={t('catalogue.studio.when')} items={[{ value: '', label: t('catalogue.studio.always') }, ...conditions]} />
          <Button>{t('catalogue.studio.save')}</Button>
        </Form>
      </>
    ),
  })
}
