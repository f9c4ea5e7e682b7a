export default function beginTabbing() {
  const interactive = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]'
  const native = 'a[href], button, input, select, textarea, summary'
  const candidates = [...document.querySelectorAll(interactive)].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.disabled && !element.closest('[inert]') && (element.matches(native) || element.tabIndex >= 0))
  // One stop for each group of radio buttons: the chosen one, or the first.
  const groups = new Map()
  for (const radio of candidates.filter((element) => element.type === 'radio')) {
    const key = `${[...document.forms].indexOf(radio.form)} ${radio.name}`
    groups.set(key, [...(groups.get(key) ?? []), radio])
  }
  const stops = new Set([...groups.values()].map((radios) => radios.find(({ checked }) => checked) ?? radios[0]))
  const controls = candidates.filter((element) => element.type !== 'radio' || stops.has(element))
  const around = (element) => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean)
  const looks = (element) => around(element).map((one) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one)
    return { outline: outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow }
  })
  // WCAG 2.4.11: whatever lies on top at five of its points, it is not all something else.
  const isCovered = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    return [[x, y], [left + 2, y], [right - 2, y], [x, top + 2], [x, bottom - 2]].every(([at, down]) => {
      const over = document.elementFromPoint(at, down)
      return over === null || !(element.contains(over) || over.contains(element))
    })
  }
  const before = new Map(controls.map((element) => [element, looks(element)]))
  const visits = []
  document.addEventListener('focusin', ({ target }) => {
    const was = before.get(target)
    if (was === undefined) return
    const now = looks(target)
    const visible = now.some(({ outline, boxShadow }, at) => (outline !== '' && outline !== was[at].outline) || (boxShadow !== 'none' && boxShadow !== was[at].boxShadow))
    target.scrollIntoView({ block: 'nearest' })
    visits.push({ target, visible, covered: isCovered(target) })
  })
  globalThis.maruTabbing = { controls, visits }
  // From the top, wherever the focus is: an error summary takes it when the page opens.
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  return controls.length
}
