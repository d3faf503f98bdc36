import { CertificateRow, DossierView, IssueDossier, RulePack } from '@kepu/contract/people-certificate'
import { Button } from 'antd'
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { verb } from '../../../lib/verb.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { FilterBar, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { Counted, Entries } from './entries.tsx'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const issue = verb('POST', '/people/{personId}/dossiers', IssueDossier, CertificateRow)

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { items: packs } = await api.get('/rule-packs', z.object({ items: z.array(RulePack) }))
  const packId = new URL(call.request.url).searchParams.get('pack') ?? packs[0]?.id ?? ''
  const address = withQuery(path`/people/${call.params['personId']}/dossier`, { packId })
  return { packs, dossier: await api.get(address, DossierView) }
}

/** 科普实绩档案: a person's outreach, counted by a rule pack. */
export default function Dossier() {
  const { packs, dossier } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const navigate = useNavigate()
  const canIssue = useCan('people.dossier.issue')
  const { run, running, problem } = useCommand(issue)
  const submit = async () => {
    const outcome = await run({ personId: dossier.personId, packId: dossier.pack.id })
    if (outcome.ok) await navigate(`/desk/certificates/${outcome.value.id}`)
  }
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.dossier}
        lead={text.dossierLead}
        crumbs={[
          { href: '/desk/people', label: text.people },
          { href: `/desk/people/${dossier.personId}`, label: dossier.personName },
        ]}
        actions={
          canIssue && (
            <Button
              type="primary"
              loading={running}
              disabled={dossier.entries.length === 0}
              onClick={() => void submit()}
            >
              {text.issueDossier}
            </Button>
          )
        }
      />
      <FilterBar>
        <FilterSelect
          name="pack"
          label={text.pack}
          options={packs.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </FilterBar>
      <ProblemAlert problem={problem} />
      <article className="certificate">
        <p>
          {dossier.from} – {dossier.to}
        </p>
        <Counted pack={dossier.pack} counted={dossier.counted} points={dossier.points} />
        <p className="quiet">{dossier.pack.source}</p>
        <Entries entries={dossier.entries} />
      </article>
    </>
  )
}
