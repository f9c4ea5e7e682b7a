/** All components, in the order of their names: the components page, the tests and the accessibility runs walk this table. */
import type { ComponentSpec } from './component-spec.ts'
import { amountSpec } from './amount/amount.spec.ts'
import { backLinkSpec } from './back-link/back-link.spec.ts'
import { breadcrumbsSpec } from './breadcrumbs/breadcrumbs.spec.ts'
import { buttonSpec } from './button/button.spec.ts'
import { buttonLinkSpec } from './button-link/button-link.spec.ts'
import { checkboxSpec } from './checkbox/checkbox.spec.ts'
import { checkboxesSpec } from './checkboxes/checkboxes.spec.ts'
import { dateFieldSpec } from './date-field/date-field.spec.ts'
import { detailsSpec } from './details/details.spec.ts'
import { emptySpec } from './empty/empty.spec.ts'
import { errorSummarySpec } from './error-summary/error-summary.spec.ts'
import { fileFieldSpec } from './file-field/file-field.spec.ts'
import { formSpec } from './form/form.spec.ts'
import { lawSpec } from './law/law.spec.ts'
import { leadSpec } from './lead/lead.spec.ts'
import { linkListSpec } from './link-list/link-list.spec.ts'
import { noticeSpec } from './notice/notice.spec.ts'
import { qrCodeSpec } from './qr-code/qr-code.spec.ts'
import { radiosSpec } from './radios/radios.spec.ts'
import { selectSpec } from './select/select.spec.ts'
import { summaryListSpec } from './summary-list/summary-list.spec.ts'
import { tableSpec } from './table/table.spec.ts'
import { tagSpec } from './tag/tag.spec.ts'
import { textFieldSpec } from './text-field/text-field.spec.ts'
import { timelineSpec } from './timeline/timeline.spec.ts'
import { wordsSpec } from './words/words.spec.ts'

export const componentSpecs: readonly ComponentSpec[] = [
  amountSpec,
  backLinkSpec,
  breadcrumbsSpec,
  buttonSpec,
  buttonLinkSpec,
  checkboxSpec,
  checkboxesSpec,
  dateFieldSpec,
  detailsSpec,
  emptySpec,
  errorSummarySpec,
  fileFieldSpec,
  formSpec,
  lawSpec,
  leadSpec,
  linkListSpec,
  noticeSpec,
  qrCodeSpec,
  radiosSpec,
  selectSpec,
  summaryListSpec,
  tableSpec,
  tagSpec,
  textFieldSpec,
  timelineSpec,
  wordsSpec,
]
