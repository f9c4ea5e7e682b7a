/** An agency's team, for its administrator: appoint, change roles, revoke an ID whose phone is lost, end. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { OfficialRow } from '../officials/officials.ts'

export interface TeamPage {
  team: OfficialRow[]
  invitation?: { link: string; name: string; endsAt: Date }
  /** Name of the official whose ID was revoked just now. */
  idRevoked?: string
  passkeyRemoved?: { name: string; /** Where none is left. */ invitation: { link: string; endsAt: Date } | undefined }
  errors?: readonly FormError[]
  typed?: { name: string; roles: readonly string[] }
}

export function teamPage(view: View, { team, invitation, idRevoked, passkeyRemoved, errors = [], typed }: TeamPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const roles = (['caseworker', 'administrator', 'payment-clerk', 'service-owner', ...(hasCounter(view) ? ['counter-clerk' as const] : []), ...(looksCovertly(view) ? ['investigator' as const] : []), ...(keepsTrust(view) ? ['trust-officer' as const] : []), ...(issuesCards(view) ? ['card-officer' as const] : [])] as const).map((value) => ({ value, label: t(`identity.role.${value}`) }))
  return consolePage(view, {
    title: t('identity.team.title'), errors, wide: true,
    children: (
      <>
        <h1>{t('identity.team.title')}</h1>
        {invitation === undefined ? null : (
          <Notice kind="done" title={t('identity.team.invited', { name: invitation.name })}>
            <p>{t('identity.team.link', { date: view.dateTime(invitation.endsAt) })}</p>
            <p><code>{invitation.link}</code></p>
          </Notice>
        )}
        {idRevoked === undefined ? null : <Notice kind="done" title={t('identity.team.id-revoked', { name: idRevoked })}><p>{t('identity.team.id-anew')}</p></Notice>}
        {passkeyRemoved === undefined ? null : (
          <Notice kind="done" title={t('identity.team.passkey-removed', { name: passkeyRemoved.name })}>
            {passkeyRemoved.invitation ? (
              <>
                <p>{t('identity.team.passkey-last')}</p>
                <p>{t('identity.team.link', { date: view.dateTime(passkeyRemoved.invitation.endsAt) })}</p>
                <p><code>{passkeyRemoved.invitation.link}</code></p>
              </>
            ) : <p>{t('identity.team.passkey-others')}</p>}
          </Notice>
        )}
        <Table caption={t('identity.team.caption')} head={['name', 'roles', 'since', 'change'].map((column) => t(`identity.team.${column}`))}
          rows={team.map((official) => [
            official.name, view.list(official.roles.map((role) => t(`identity.role.${role}`))), view.dateTime(official.appointed_at),
            official.left_at === null ? (
              <Details summary={t('identity.team.change-of', { name: official.name })} open={errorAt(`roles-${official.id}`) !== undefined}>
                <Form view={view} action={`/console/team/${official.id}/roles`}>
                  <Checkboxes name={`roles-${official.id}`} of={official.name} legend={t('identity.team.roles')} values={official.roles} items={roles} error={errorAt(`roles-${official.id}`)} />
                  <Button kind="secondary">{t('identity.team.save-roles')}</Button>
                </Form>
                {carriesId(view) ? (
                  <Form view={view} action={`/console/team/${official.id}/id-lost`}>
                    <p>{t('identity.team.id-lost')}</p>
                    <Button kind="secondary">{t('identity.team.revoke-id', { name: official.name })}</Button>
                  </Form>
                ) : null}
                {official.passkeys.length === 0 ? null : <p>{t('identity.team.passkey-lost')}</p>}
                {official.passkeys.map(({ id, createdAt, usedAt }) => (
                  <Form key={id} view={view} action={`/console/team/${official.id}/passkeys/remove`}>
                    <input type="hidden" name="passkey" value={id} />
                    <p class="hint">{usedAt ? t('identity.team.passkey-used', { date: view.dateTime(usedAt) }) : t('identity.team.passkey-unused')}</p>
                    <Button kind="secondary">{t('identity.team.remove-passkey', { name: official.name, date: view.dateTime(createdAt) })}</Button>
                  </Form>
                ))}
                <Form view={view} action={`/console/team/${official.id}/end`}><Button kind="danger">{t('identity.team.end', { name: official.name })}</Button></Form>
              </Details>
            ) : t('identity.team.left', { date: view.dateTime(official.left_at) }),
          ])} />
        <h2>{t('identity.team.appoint')}</h2>
        <Form view={view} action="/console/team">
          <TextField name="name" label={t('identity.team.name')} width={20} autocomplete="off" value={typed?.name} error={errorAt('name')} />
          <Checkboxes name="roles" legend={t('identity.team.roles')} values={typed?.roles ?? ['caseworker']} items={roles} error={errorAt('roles')} />
          <Button>{t('identity.team.invite')}</Button>
        </Form>
      </>
    ),
  })
}

/** Of an agency that the law lets look at somebody before they are told. */
const looksCovertly = ({ principal, pack }: View) => principal.kind === 'official' && pack.purposes.some(({ agency, covert }) => covert !== undefined && agency === principal.agency)

/** Of an agency at whose counters applications are taken down for people. */
const hasCounter = ({ principal, pack }: View) => principal.kind === 'official' && pack.counters?.agencies.includes(principal.agency) === true

/** Of the agency that says which foreign issuers the country believes. */
const keepsTrust = ({ principal, pack }: View) => principal.kind === 'official' && pack.trust?.agency === principal.agency

/** Whose agency issues cards to residents. */
const issuesCards = ({ principal, pack }: View) => principal.kind === 'official' && pack.credentials.some((type) => type.agency === principal.agency && type.about === undefined)

/** Where the country's officials have an ID in their wallets. */
const carriesId = ({ pack }: View) => pack.credentials.some(({ about }) => about === 'official')
