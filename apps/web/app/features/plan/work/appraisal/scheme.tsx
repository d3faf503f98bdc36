import { SchemeView } from '@kepu/contract/plan-appraisal'
import { Button, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { formatInstant } from '../../../../lib/format.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import appraisalCss from './appraisal.css?url'
import { SchemeEditor } from './scheme-editor.tsx'
import { SchemeProblems } from './scheme-problems.tsx'
import { SchemeSheet } from './scheme-sheet.tsx'
import { useAppraisalText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/appraisal-schemes/${call.params['schemeId']}`, SchemeView)
}

/** A scheme: written by who may, read by everybody it applies to. */
export default function Scheme() {
  const view = useLoaderData<typeof loader>()
  const text = useAppraisalText()
  const { header, scheme, problems, editions } = view
  const writes = header.can.includes('plan.scheme.rewrite')
  const at = `/api/v1/appraisal-schemes/${header.id}`
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={header.title}
        crumbs={[{ href: '/desk/appraisals', label: text.title }]}
        lead={
          <>
            <Tag color={header.edition === 0 ? 'default' : 'blue'}>{text.edition(header.edition)}</Tag>
            {header.changed && header.edition > 0 && <Tag color="gold">{text.changed}</Tag>}
          </>
        }
        actions={
          <>
            <Button href={`${at}.xlsx`}>{text.exportXlsx}</Button>
            <Button href={`${at}.json`}>{text.exportJson}</Button>
          </>
        }
      />
      {writes ? (
        <SchemeEditor key={header.id} view={view} />
      ) : (
        <>
          <SchemeProblems problems={problems} />
          <SchemeSheet scheme={scheme} />
        </>
      )}
      {editions.length > 0 && (
        <section className="panel">
          <h2>{text.editions}</h2>
          <ul className="editions">
            {editions.map(({ edition, sha256, publishedAt, publishedByName }) => (
              <li key={edition}>
                {text.edition(edition)}，{publishedByName}，{formatInstant(publishedAt)}{' '}
                <code className="hash">{sha256}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
