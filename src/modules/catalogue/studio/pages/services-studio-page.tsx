/** The agency's services, and what its owners are making of them. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Version } from '../versions.ts'

export const studioPath = '/console/services'
export const versionPath = (id: string) => `${studioPath}/versions/${id}`

export function servicesStudioPage(view: View, agency: string, versions: readonly Version[]): Page {
  const { t, pack, text } = view
  const own = pack.services.filter((service) => service.agency === agency)
  const open = new Set(versions.filter(({ state }) => state === 'draft' || state === 'in-review').map(({ service }) => service))
  return consolePage(view, {
    title: t('catalogue.studio.title'), wide: true,
    children: (
      <>
        <h1>{t('catalogue.studio.title')}</h1>
        <Lead>{t('catalogue.studio.lead')}</Lead>
        <p><ButtonLink href={`${studioPath}/new`}>{t('catalogue.studio.new')}</ButtonLink> <a href={`${studioPath}/bpmn`}>{t('catalogue.bpmn.in.title')}</a> · <a href={`${studioPath}/questions`}>{t('catalogue.studio.asked')}</a></p>
        <h2>{t('catalogue.studio.versions')}</h2>
        {versions.length === 0 ? <Empty title={t('catalogue.studio.no-versions')} /> : (
          <Table caption={t('catalogue.studio.versions')} head={['service', 'state', 'author', 'reviewer', 'changed'].map((column) => t(`catalogue.studio.column.${column}`))}
            rows={versions.map((version) => [
              <a href={versionPath(version.id)}>{serviceName(view, version.service)}</a>, stateInWords(view, version), version.author_name, version.reviewer_name ?? '–', view.dateTime(version.changed_at),
            ])} />
        )}
        <h2>{t('catalogue.studio.own')}</h2>
        {own.length === 0 ? <Empty title={t('catalogue.studio.no-services')} /> : (
          <Table caption={t('catalogue.studio.own')} head={['service', 'form', 'act'].map((column) => t(`catalogue.studio.column.${column}`))}
            rows={own.flatMap(({ id, name, lifeEvents }) => lifeEvents.map((event) => [
              <a href={`/services/${id}`}>{text(name)}</a>, text(pack.lifeEvents.find((one) => one.id === event)?.name ?? {}) || event,
              open.has(id) ? t('catalogue.studio.under-work') : (
                <Form view={view} action={`${studioPath}/versions`}>
                  <input type="hidden" name="service" value={id} />
                  <input type="hidden" name="event" value={event} />
                  <Button kind="secondary">{t('catalogue.studio.change')}<span class="hidden"> ({text(name)})</span></Button>
                </Form>
              ),
            ]))} />
        )}
      </>
    ),
  })
}

export const stateInWords = (view: View, { state, edition }: Version) => view.t(`catalogue.studio.state.${state}`, { edition: edition ?? 0 })

export const serviceName = (view: View, id: string) => view.text(view.pack.services.find((service) => service.id === id)?.name ?? {}) || id
