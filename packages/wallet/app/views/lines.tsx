/** Each value on a line of its own: of four people none runs into the next. */
import { Fragment } from 'preact'

export const Lines = ({ of }: { of: readonly string[] }) => <>{of.map((line, at) => <Fragment key={at}>{at === 0 ? null : <br />}{line}</Fragment>)}</>
