import type { Mapping } from './mapping'
import {
  catalogueBody,
  type CatalogueChange,
  type CatalogueItem,
  readCatalogueItem,
} from './words/catalogue-item'
import type { NaumenObject } from './words/value'

type Calls = {
  findAll(fqn: string, filter: NaumenObject): Promise<NaumenObject[]>
  get(uuid: string): Promise<NaumenObject | null>
  create(fqn: string, attributes: NaumenObject, attrs?: string): Promise<NaumenObject>
  edit(uuid: string, attributes: NaumenObject, attrs?: string): Promise<NaumenObject>
}
type Catalogue = Pick<Mapping, 'categoryClass' | 'categoryOrder'>

/** The catalogue of categories, read and written; errors as of every function of Naumen's client. */
export function createCatalogue({ findAll, get, create, edit }: Calls) {
  return {
    /** Everything, archived items too where this Naumen lists them. */
    async listCatalogue(catalogue: Catalogue): Promise<CatalogueItem[]> {
      const rows = await findAll(catalogue.categoryClass, {})
      return rows.map((row) => readCatalogueItem(row, catalogue))
    },

    /** Null when there is none (any more). */
    async getCatalogueItem(catalogue: Catalogue, uuid: string): Promise<CatalogueItem | null> {
      const row = await get(uuid)
      return row && readCatalogueItem(row, catalogue)
    },

    /** Of exactly this title; whether `find` can ask for an empty parent is unknown. */
    async findCatalogueItems(catalogue: Catalogue, title: string): Promise<CatalogueItem[]> {
      const rows = await findAll(catalogue.categoryClass, { title })
      return rows.map((row) => readCatalogueItem(row, catalogue))
    },

    /** @returns its UUID */
    async createCatalogueItem(catalogue: Catalogue, item: CatalogueChange): Promise<string> {
      const metaClass = catalogue.categoryClass
      const made = await create(metaClass, { metaClass, ...catalogueBody(catalogue, item) }, 'UUID')
      return String(made.UUID)
    },

    async editCatalogueItem(
      catalogue: Catalogue,
      uuid: string,
      change: CatalogueChange,
    ): Promise<void> {
      await edit(uuid, catalogueBody(catalogue, change), 'UUID')
    },
  }
}
