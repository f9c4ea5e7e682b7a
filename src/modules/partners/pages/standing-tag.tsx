import { Tag, type TagKind } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { Standing } from '../tables.ts'

const kinds: Record<Standing, TagKind> = { sandbox: 'info', production: 'done', 'cut-off': 'refused' }

export const StandingTag = ({ view, standing }: { view: View; standing: Standing }) => <Tag kind={kinds[standing]}>{view.t(`partners.standing.${standing}`)}</Tag>
