import { dirname, resolve } from 'node:path'
import type { SourceSettings } from '../mapping.ts'
import type { OnBroken, Source } from './source.ts'

/** Loads the reader of one kind alone: an agency with a CSV file needs no driver of a database. @param mappingFile paths count from its folder */
export async function openSource(settings: SourceSettings, mappingFile: string, onBroken: OnBroken): Promise<Source> {
  const file = (path: string) => resolve(dirname(mappingFile), path)
  switch (settings.kind) {
    case 'csv': return (await import('./csv.ts')).csvSource(file(settings.file), settings.key, settings.separator, onBroken)
    case 'excel': return (await import('./excel.ts')).excelSource(file(settings.file), settings.key, settings.sheet, onBroken)
    case 'postgresql': return (await import('./postgresql.ts')).postgresqlSource(settings)
    case 'mariadb': return (await import('./mariadb.ts')).mariadbSource(settings)
    case 'rest': return (await import('./rest.ts')).restSource(settings.url, settings.headersFile === undefined ? undefined : file(settings.headersFile))
    default: return settings satisfies never
  }
}
