/** How long the records of a page are kept, and by which law. */
import type { Kept as Term } from '../../../../packages/pack-kit/schema/manifest.ts'
import { Law } from '../../../web/components/law/law.tsx'
import type { View } from '../../../web/view.ts'

/** @param text key of the message, which is told the `years` */
export const Kept = ({ view, kept: { years, source }, text }: { view: View; kept: Term; text: string }) => <><p class="hint">{view.t(text, { years })}</p><Law view={view} source={source} /></>
