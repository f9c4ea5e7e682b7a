/** What was found in a file: who acts in which pool or lane, and what it becomes. Guesses stand in the fields; nothing is made before the button. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Select } from '../../../../web/components/select/select.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { type Place, roles } from '../../bpmn/in/places.ts'
import type { Typed } from '../read-details.ts'
import { studioPath } from './services-studio-page.tsx'

export interface Target { value: string; label: string }
export interface BpmnPlacesPage { name: string; text: string; places: readonly Place[]; targets: readonly Target[]; typed: Typed; errors?: readonly FormError[] }

/** Stands for no service that there is: names of services have no capitals. */
export const newService = 'NEW'
export const placeField = (at: number) => `place.${at}`

export function bpmnPlacesPage(view: View, { name, text, places, targets, typed, errors = [] }: BpmnPlacesPage): Page {
  const { t, pack } = view
  const title = t('catalogue.bpmn.in.who-title')
  const of = (field: string) => ({ name: field, value: typed[field], error: errors.find((error) => error.field === field)?.text })
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={`${studioPath}/bpmn`} />
        <ErrorSummary view={view} errors={errors} />
        <p class="caption">{name}</p>
        <h1>{title}</h1>
        <Lead>{t('catalogue.bpmn.in.who-lead')}</Lead>
        <Form view={view} action={`${studioPath}/bpmn`} multipart>
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="name" value={name} />
          {places.map((place, at) => <Select key={at} {...of(placeField(at))} label={place.name} value={place.role} items={roles.map((role) => ({ value: role, label: t(`catalogue.bpmn.in.role.${role}`) }))} />)}
          <h2>{t('catalogue.bpmn.in.becomes')}</h2>
          <Select {...of('target')} label={t('catalogue.bpmn.in.target')} items={[{ value: newService, label: t('catalogue.bpmn.in.target-new') }, ...targets]} />
          <TextField {...of('id')} label={t('catalogue.bpmn.in.id')} hint={t('catalogue.studio.id-hint')} width={20} autocomplete="off" />
          <Select {...of('event')} label={t('catalogue.bpmn.in.event')} items={pack.lifeEvents.filter(({ open }) => open).map((event) => ({ value: event.id, label: view.text(event.name) }))} />
          <Select {...of('language')} label={t('catalogue.bpmn.in.language')} items={pack.languages.map((language) => ({ value: language.tag, label: language.name }))} />
          <Button>{t('catalogue.bpmn.in.make')}</Button>
        </Form>
      </>
    ),
  })
}
