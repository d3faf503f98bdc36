export { type Facet, type FacetFit, fitManyFacets, type ManyFacetFit } from './many-facet.ts'
export type { Ratings } from './ratings.ts'
