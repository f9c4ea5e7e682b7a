export default async function findErrorFaults(_, where) {
  // The browser gives the focus when it paints, which on a busy machine is after the load.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((painted) => { requestAnimationFrame(painted) })
  const faults = []
  const tell = (rule, element, text) => faults.push({ checker: 'errors', rule, where: where(element), text })
  const summaries = [...document.querySelectorAll('.error-summary')]
  const summary = summaries[0]
  // The components page shows one among its examples: nobody has sent a form there.
  if (!summary || summary.closest('.specimen')) return faults
  if (summaries.length > 1) tell('summary-twice', summaries[1], 'one list of mistakes a page')
  if (document.activeElement !== summary) tell('summary-focus', summary, 'the focus does not begin here')
  for (const link of summary.querySelectorAll('a')) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!field) {
      tell('summary-link', link, `${link.hash} leads nowhere`)
      continue
    }
    if (!field.matches('input, select, textarea')) tell('summary-link', link, `${link.hash} is no field`)
    else if (!field.checkVisibility()) tell('summary-link', link, `${link.hash} is hidden`)
    const marked = [field, field.closest('fieldset')].some((element) => (element?.getAttribute('aria-describedby') ?? '').split(' ').some((id) => id.endsWith('-error') && document.getElementById(id)))
    if (!marked) tell('field-unmarked', field, 'the field itself does not say what is wrong')
  }
  for (const field of document.querySelectorAll('.field-wrong input, .field-wrong textarea, .field-wrong select')) {
    const group = field.closest('.field-wrong')
    if ([...summary.querySelectorAll('a')].every((link) => !group.querySelector(`[id="${CSS.escape(decodeURIComponent(link.hash.slice(1)))}"]`))) tell('not-in-summary', field, 'the list of mistakes does not name it')
  }
  return faults
}
