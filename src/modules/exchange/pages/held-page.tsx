/** What each agency holds on a person: asked of the registers for this page, kept nowhere. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Answers } from '../contract.ts'
import { namesIn } from './names.ts'
import { valueInWords } from './value-in-words.ts'

/** @param answers absent before anything was asked: asking is a look of one's own, and stands in the log */
export function heldPage(view: View, answers?: Answers): Page {
  const { t, pack } = view
  const names = namesIn(view)
  return portalPage(view, {
    title: t('exchange.held.title'),
    children: (
      <>
        <BackLink view={view} href="/my/data" />
        <h1>{t('exchange.held.title')}</h1>
        <Lead>{t('exchange.held.lead')}</Lead>
        {answers === undefined ? <Form view={view} action="/my/data/held"><Button>{t('exchange.held.show')}</Button></Form> : null}
        {answers === undefined || answers.known.length === 0 ? null : (
          <>
            <h2>{t('exchange.held.save')}</h2>
            <p>{t('exchange.held.save-lead')}</p>
            <Form view={view} action="/my/data/held/file">
              <Button kind="secondary" name="as" value="page">{t('exchange.held.as-page')}</Button>{' '}
              <Button kind="secondary" name="as" value="json">{t('exchange.held.as-json')}</Button>
            </Form>
          </>
        )}
        {pack.registers.map(({ id, agency }) => {
          const own = answers?.known.filter(({ register }) => register === id) ?? []
          const silent = answers?.silent.find(({ register }) => register === id)
          return (
            <section key={id} class="part">
              <h2>{names.register(id)}</h2>
              <p class="hint">{names.agency(agency)}</p>
              {silent === undefined ? null : silent.reason === 'unknown-person' ? <p>{t('exchange.held.nothing')}</p> : <Notice kind="attention" title={t('exchange.held.silent')}><p>{t('exchange.held.silent-next')}</p></Notice>}
              {own.length === 0 ? null : (
                <SummaryList rows={own.map(({ field, value }) => ({
                  key: names.field(id, field), value: valueInWords(view, names.registerOf(id)?.fields[field], value),
                  action: pack.dataRights === undefined ? undefined : { href: `/my/data/requests/new?register=${id}&field=${field}`, label: t('exchange.held.change') },
                }))} />
              )}
            </section>
          )
        })}
      </>
    ),
  })
}
