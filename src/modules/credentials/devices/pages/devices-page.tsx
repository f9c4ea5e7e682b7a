/** Machines of an agency, for its administrator: what stands where, whether it works, and what is done when it does not. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../../web/components/checkboxes/checkboxes.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Text } from '../../../../kernel/schema/schema.ts'
import { deviceKinds, type DeviceRow } from '../../../identity/index.ts'

export interface ShownDevice extends DeviceRow { credentialEndsAt: Date | undefined }

export interface DevicesPage {
  devices: readonly ShownDevice[]
  /** What an agency may let a machine do beside what every machine does. */
  scopes: readonly { name: string; meaning: Text }[]
  typed?: { kind: string; name: string; place: string; scopes: readonly string[] }
  errors?: readonly FormError[]
}

export function devicesPage(view: View, { devices, scopes, typed, errors = [] }: DevicesPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return consolePage(view, {
    title: t('devices.title'), errors, wide: true,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('devices.title')}</h1>
        <Lead>{t('devices.lead')}</Lead>
        {devices.filter(({ held_because: because }) => because === 'two-places').map(({ id, name }) => (
          <Notice key={id} kind="attention" title={t('devices.twice', { name })}><p>{t('devices.twice-what')}</p></Notice>
        ))}
        {devices.length === 0 ? <Empty title={t('devices.none')} /> : (
          <Table caption={t('devices.registered')} head={['device', 'state', 'seen', 'ends', 'change'].map((column) => t(`devices.column.${column}`))}
            rows={devices.map((device) => [
              <>{device.name}<br /><span class="hint">{view.list([t(`devices.kind.${device.kind}`), device.place])}</span></>,
              t(`devices.state.${stateOf(device)}`),
              <>{device.seen_at === null ? t('devices.never') : view.dateTime(device.seen_at)}{device.said === null ? null : <><br /><span class="hint">{device.said}</span></>}</>,
              device.credentialEndsAt === undefined ? t('devices.no-credential') : view.dateTime(device.credentialEndsAt),
              device.status === 'ended' ? view.dateTime(device.ended_at!) : <Changes view={view} device={device} />,
            ])} />
        )}
        <h2>{t('devices.register')}</h2>
        <Form view={view} action="/console/devices">
          <Radios name="kind" legend={t('devices.kind')} value={typed?.kind} error={errorAt('kind')} items={deviceKinds.map((value) => ({ value, label: t(`devices.kind.${value}`) }))} />
          <TextField name="name" label={t('devices.name')} width={20} autocomplete="off" value={typed?.name} error={errorAt('name')} />
          <TextField name="place" label={t('devices.place')} hint={t('devices.place-hint')} width={20} autocomplete="off" value={typed?.place} error={errorAt('place')} />
          <Checkboxes name="scopes" legend={t('devices.scopes')} values={typed?.scopes ?? scopes.map(({ name }) => name)} items={scopes.map(({ name, meaning }) => ({ value: name, label: view.text(meaning) }))} />
          <Button>{t('devices.make')}</Button>
        </Form>
      </>
    ),
  })
}

function Changes({ view, device: { id, name, status } }: { view: View; device: ShownDevice }) {
  const { t } = view
  const action = `/console/devices/${id}`
  return (
    <Details summary={t('devices.change-of', { name })}>
      <Form view={view} action={`${action}/code`}><Button kind="secondary">{t('devices.new-code', { name })}</Button></Form>
      {status === 'active' ? <Form view={view} action={`${action}/hold`}><p class="hint">{t('devices.hold-hint')}</p><Button kind="secondary">{t('devices.hold', { name })}</Button></Form> : null}
      {status === 'held' ? <Form view={view} action={`${action}/release`}><Button kind="secondary">{t('devices.release', { name })}</Button></Form> : null}
      <Form view={view} action={`${action}/end`}><p class="hint">{t('devices.end-hint')}</p><Button kind="danger">{t('devices.end', { name })}</Button></Form>
    </Details>
  )
}

const stateOf = ({ status, held_because: held, ended_because: ended }: DeviceRow) => (status === 'held' ? held! : status === 'ended' ? ended! : status)
