/** A cohort of the people in a folder of columns. */
import { loadStore } from '../columns/store.ts'
import { listColumns } from '../columns/read-column.ts'
import { askCohort, writeCohort, type CohortAnswer, type CohortQuestion, type People } from './ask-cohort.ts'

/** @throws CohortFault, SqlFault, ColumnFault */
export const countCohort = (question: CohortQuestion, folder: string): Promise<CohortAnswer> => askCohort(question, peopleIn(folder))

/** The question in DuckDB's SQL; nobody is asked. */
export const cohortInSql = (question: CohortQuestion, folder: string): string => writeCohort(question, peopleIn(folder)).sql ?? ''

function peopleIn(folder: string): People {
  const files = listColumns(folder)
  const lists = [...files.values()].filter(({ header }) => header.type === 'members').map(({ header }) => header.name)
  return { columns: new Set(files.keys()), lists: new Set(lists), load: (facts) => loadStore(folder, facts) }
}
