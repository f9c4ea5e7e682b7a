/** In the place of the question, while the assistant is switched off: the search, and the places that need no assistant. */
import { Button } from '../../../web/components/button/button.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { otherWays } from '../switch/off-answer.ts'

export function SearchInstead({ view, typed }: { view: View; typed: string | undefined }) {
  const { t } = view
  return (
    <>
      <Notice kind="attention" title={t('assistant.fault.switched-off')}><p>{t('assistant.off.kept')}</p></Notice>
      <form method="get" action="/services" role="search">
        <TextField name="q" label={t('assistant.off.search')} value={typed} />
        <Button>{t('assistant.off.search-go')}</Button>
      </form>
      <LinkList items={otherWays(view)} />
    </>
  )
}
