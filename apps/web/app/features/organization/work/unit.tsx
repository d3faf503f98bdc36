import { UnitView } from '@kepu/contract/organization'
import { Descriptions } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Aliases } from './aliases.tsx'
import { RenameUnit } from './rename-unit.tsx'
import { useUnitsText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const unit = await api.get(path`/units/${call.params['unitId']}`, UnitView)
  const parent = unit.parentId && (await api.get(path`/units/${unit.parentId}`, UnitView))
  return { unit, parent: parent ? { id: parent.id, name: parent.name } : null }
}

/** One unit with all the names that it has gone by. */
export default function Unit() {
  const { unit, parent } = useLoaderData<typeof loader>()
  const text = useUnitsText()
  const terms = useTerms()
  const { county } = useWorkbench()
  const facts = [
    { key: 'kind', label: text.kind, children: terms.unitKind[unit.kind] },
    { key: 'region', label: text.region, children: unit.regionCode ?? text.none },
    {
      key: 'parent',
      label: text.parent,
      children: parent ? <Link to={`/desk/units/${parent.id}`}>{parent.name}</Link> : text.none,
    },
    { key: 'public', label: text.publicPage, children: <a href={`/${county.code}/units/${unit.id}`}>{unit.name}</a> },
  ]
  return (
    <>
      <PageHeader
        title={unit.name}
        crumbs={[{ href: '/desk/units', label: text.title }]}
        actions={unit.can.includes('organization.unit.rename') && <RenameUnit unit={unit} />}
      />
      <section className="panel" aria-label={text.facts}>
        <Descriptions column={{ xs: 1, md: 2 }} items={facts} />
      </section>
      <Aliases unit={unit} />
    </>
  )
}
