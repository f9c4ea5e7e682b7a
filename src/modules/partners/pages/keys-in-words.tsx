import type { View } from '../../../web/view.ts'
import { kidsOf } from '../registry/change-access.ts'
import type { Partner } from '../registry/partners.ts'

/** The names of a company's keys, or their address; and of those that it has replaced, until when they still open. */
export const KeysInWords = ({ view, partner: { keys, oldKeys } }: { view: View; partner: Partner }) => (
  <>
    <code>{'jwksUri' in keys ? keys.jwksUri : kidsOf(keys.jwks.keys).join(' ')}</code>
    {oldKeys === null ? null : <><br /><span class="hint">{view.t('partners.access.old', { keys: kidsOf(oldKeys.keys).join(' '), until: view.dateTime(oldKeys.until) })}</span></>}
  </>
)
