export default function findLayoutFaults({ targets }, where) {
  const faults = []
  const tell = (rule, element, text) => faults.push({ checker: 'layout', rule, where: where(element), text })
  const root = document.documentElement
  const width = root.clientWidth
  const all = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility({ visibilityProperty: true }))
  const hiddenFromEyes = new Set(all.filter((element) => {
    const style = getComputedStyle(element)
    const { width: w, height: h } = element.getBoundingClientRect()
    return (w <= 1 && h <= 1) || (style.clipPath === 'inset(50%)' && style.position === 'absolute')
  }))
  const unseen = (element) => {
    for (let at = element; at; at = at.parentElement) if (hiddenFromEyes.has(at)) return true
    return false
  }
  const shown = all.filter((element) => !unseen(element))
  const offScreenUntilFocus = (rect) => rect.bottom + scrollY < 0

  if (root.scrollWidth > width) {
    const out = shown.filter((element) => {
      const rect = element.getBoundingClientRect()
      return (rect.right > width + 1 || rect.left < -1) && !offScreenUntilFocus(rect)
    })
    const deepest = out.filter((element) => !out.some((other) => other !== element && element.contains(other)))
    for (const element of deepest.slice(0, 5)) tell('sideways', element, `the page is ${root.scrollWidth} px wide in ${width}; this reaches to ${Math.round(element.getBoundingClientRect().right)}`)
    if (deepest.length === 0) tell('sideways', root, `the page is ${root.scrollWidth} px wide in ${width}`)
  }
  const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip'
  // A drawing moves within a region of its own, which keys reach, where a list beside it says the same: WCAG 1.4.10 excepts diagrams.
  const drawn = '[role="region"][tabindex="0"][aria-label]:has(> svg)'
  const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll'
  for (const element of shown) {
    if (element.closest('svg')) continue
    const { overflowX, overflowY } = getComputedStyle(element)
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    const high = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
    // What is longer than its field moves along with the caret.
    const typed = ['input', 'textarea', 'select'].includes(element.localName)
    if (!typed && ((cuts(overflowX) && wide) || (cuts(overflowY) && high))) tell('cut', element, `holds ${element.scrollWidth} × ${element.scrollHeight} px in ${element.clientWidth} × ${element.clientHeight}`)
    // Code keeps its lines: WCAG 1.4.10 excepts what needs two dimensions.
    if (scrolls(overflowX) && wide && !typed && element.localName !== 'pre' && !element.matches(drawn)) tell('scroller', element, `scrolls sideways: ${element.scrollWidth} px in ${element.clientWidth}`)
    if (element.localName === 'button' && wide) tell('cut', element, `the button's text is ${element.scrollWidth} px wide in ${element.clientWidth}`)
  }
  for (const element of document.querySelectorAll('button, select, textarea, summary, input, nav a')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    // Who presses a word beside a circle presses the circle.
    const target = (element.type === 'radio' || element.type === 'checkbox') && element.labels[0] ? element.labels[0] : element
    const { height } = target.getBoundingClientRect()
    if (targets && height < 48 - 0.5) tell('target', element, `${Math.round(height)} px high; fingers want 48`)
  }
  for (const [first, second] of overlaps(unseen)) tell('overlap', first.element, `“${first.text}” lies over “${second.text}” of ${where(second.element)}`)
  return faults

  /** Middles of lines of text, and whole controls: font boxes of neighbouring lines touch, and that is no fault. */
  function overlaps(isUnseen) {
    const boxes = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.data.trim()
      if (text === '' || !element.checkVisibility({ visibilityProperty: true }) || isUnseen(element) || element.closest('option, select, textarea')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const third = (bottom - top) / 3
        if (right - left > 2) boxes.push({ node, element, text: text.slice(0, 40), left: left + 1, right: right - 1, top: top + third, bottom: bottom - third })
      }
    }
    for (const control of document.querySelectorAll('input:not([type=hidden]), select, textarea, button, img, svg')) {
      if (!control.checkVisibility({ visibilityProperty: true }) || isUnseen(control)) continue
      const { left, right, top, bottom } = control.getBoundingClientRect()
      boxes.push({ node: control, element: control, control: true, text: control.name ?? control.localName, left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 })
    }
    boxes.sort((one, other) => one.top - other.top)
    const found = []
    for (const [at, box] of boxes.entries()) {
      for (let next = at + 1; next < boxes.length && boxes[next].top < box.bottom; next += 1) {
        const other = boxes[next]
        if (box.left >= other.right || other.left >= box.right || box.node === other.node) continue
        if (box.element.contains(other.element) && box.control) continue
        if (other.element.contains(box.element) && other.control) continue
        found.push([box, other])
        if (found.length === 10) return found
      }
    }
    return found
  }
}
