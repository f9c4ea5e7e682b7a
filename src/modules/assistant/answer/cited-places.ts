/** Where an answer stands, for people: its sentences lead to the sections, beneath stands each page once with the law it rests on. */
import type { Answer, Source } from '../contract.ts'

/** What its sentences cite, in the order of the sources. */
export const citedIn = ({ sources, statements }: Pick<Answer, 'sources' | 'statements'>): Source[] => sources.filter((_, at) => statements.some((statement) => statement.sources.includes(at)))

/** Several sections of one page, under one law, are one place to a reader. @returns the first of each */
export const placesOf = (cited: readonly Source[]): Source[] => cited.filter((source, at) => cited.findIndex((other) => isSamePlace(source, other)) === at)

/** The same without the laws, where there is room for addresses only. */
export const pagesOf = (cited: readonly Source[]): Source[] => cited.filter(({ href }, at) => cited.findIndex((other) => pageIn(other.href) === pageIn(href)) === at)

const isSamePlace = (one: Source, other: Source) => pageIn(one.href) === pageIn(other.href) && one.law === other.law
const pageIn = (href: string) => href.split('#')[0]
