/** What a checker found on one page. */
export interface Finding {
  checker: 'axe' | 'ibm' | 'htmlcs' | 'nu' | 'budget' | 'layout' | 'keyboard' | 'errors' | 'document'
  rule: string
  /** Selector of the element, or its source. */
  where: string
  text: string
}
