import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A view in a part of its own, loaded when it is first shown; the worker keeps it, so that it is there without a network. */
export function fetched(load: () => Promise<ComponentType>): ComponentType {
  return () => {
    const [View, setView] = useState<ComponentType>()
    useEffect(() => { void load().then((view) => { setView(() => view) }) }, [])
    return View ? <View /> : null
  }
}
