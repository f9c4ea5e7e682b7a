import type { ComponentChildren } from 'preact'

/** Takes the focus when its view opens. */
export const Heading = ({ children }: { children: ComponentChildren }) => <h1 tabIndex={-1}>{children}</h1>
