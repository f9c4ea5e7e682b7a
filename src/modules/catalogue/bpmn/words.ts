/** What is said in the same words wherever it stands in a process. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Wording } from '../../../web/wordings.ts'

export const citing = ({ t, text }: Pick<Wording, 't' | 'text'>, { law, article }: Source) => t('web.law.cited', { law: text(law), article })

/** A condition as the way of a gateway carries it. */
export const saying = ({ fact, is }: { fact: string; is: string }) => `${fact} is ${/^(yes|no)$/.test(is) ? String(is === 'yes') : `'${is}'`}`
