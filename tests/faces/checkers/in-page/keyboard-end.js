export default function endTabbing(_, where) {
  const { controls, visits } = globalThis.maruTabbing
  const faults = []
  const tell = (rule, element, text) => faults.push({ checker: 'keyboard', rule, where: where(element), text })
  const seen = new Set()
  let last = -1
  for (const { target, visible, covered } of visits) {
    // After the last stop Tab begins again.
    if (seen.has(target)) continue
    seen.add(target)
    const at = controls.indexOf(target)
    if (at < last) tell('order', target, `stop ${seen.size} of Tab, and control ${at + 1} of the page`)
    last = Math.max(last, at)
    if (!visible) tell('focus-invisible', target, 'neither an outline nor a shadow appears with the focus')
    if (covered) tell('focus-obscured', target, 'it has the focus and cannot be seen: outside the window, or under something else')
  }
  for (const control of controls) if (control.tabIndex > 0) tell('order', control, 'a positive tabindex goes before everything else')
  for (const control of controls) if (!seen.has(control)) tell('unreachable', control, `${seen.size} of ${controls.length} controls are reached by Tab`)
  // The skip link would stay in view.
  document.activeElement.blur()
  return faults
}
