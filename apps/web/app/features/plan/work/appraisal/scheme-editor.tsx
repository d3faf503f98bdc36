import { type Scheme, type SchemeProblem, type SchemeView, schemeProblems } from '@kepu/contract/plan-appraisal'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { newKey } from '../../../../lib/verb.ts'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { SchemeGeneral } from './scheme-general.tsx'
import { SchemeProblems } from './scheme-problems.tsx'
import { SchemeSection } from './scheme-section.tsx'
import { discardScheme, publishScheme, rewriteScheme } from './verbs.ts'
import { useAppraisalText } from './words.ts'

/** Writes a scheme whole: what is typed is checked at once, saved by a button, published when it is sound. */
export function SchemeEditor({ view }: { view: SchemeView }) {
  const text = useAppraisalText()
  const { header } = view
  const [scheme, setScheme] = useState<Scheme>(view.scheme)
  const problems = schemeProblems(scheme)
  const unsaved = scheme !== view.scheme && JSON.stringify(scheme) !== JSON.stringify(view.scheme)
  const change = (more: Partial<Scheme>) => setScheme({ ...scheme, ...more })
  const changeSection = (at: number, section: Scheme['sections'][number] | null) =>
    change({ sections: scheme.sections.flatMap((one, i) => (i === at ? (section ? [section] : []) : [one])) })
  const problemsOf = (section: number): SchemeProblem[] =>
    problems.filter((problem) => 'section' in problem && problem.section === section)
  return (
    <>
      <SchemeProblems problems={problems} />
      <EditorActions view={view} scheme={scheme} unsaved={unsaved} />
      <SchemeGeneral scheme={scheme} onChange={change} />
      {scheme.sections.map((section, i) => (
        <SchemeSection
          // Sections have no id of their own; their place is what the check names.
          key={`${header.id} ${String(i)}`}
          section={section}
          appraised={scheme.appraised}
          problems={problemsOf(i)}
          onChange={(changed) => changeSection(i, changed)}
        />
      ))}
      <Button
        onClick={() =>
          change({
            sections: [...scheme.sections, { title: `${text.section} ${newKey().slice(0, 4)}`, points: 0, items: [] }],
          })
        }
      >
        {text.addSection}
      </Button>
    </>
  )
}

function EditorActions({ view, scheme, unsaved }: { view: SchemeView; scheme: Scheme; unsaved: boolean }) {
  const text = useAppraisalText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { header } = view
  const saving = useCommand(rewriteScheme)
  const publishing = useCommand(publishScheme)
  const discarding = useCommand(discardScheme)
  const subject = { schemeId: header.id, version: header.version }
  const save = async () => {
    const outcome = await saving.run({ ...subject, scheme })
    if (outcome.ok) message.success(text.saved)
  }
  const publish = async () => {
    const outcome = await publishing.run(subject)
    if (outcome.ok) message.success(text.published)
  }
  const discard = async () => {
    const outcome = await discarding.run(subject)
    if (outcome.ok) await navigate('/desk/appraisals')
  }
  return (
    <div className="editor-actions">
      <Button type="primary" disabled={!unsaved} loading={saving.running} onClick={() => void save()}>
        {text.save}
      </Button>
      <ConfirmButton
        question={text.publishQuestion}
        consequence={text.publishConsequence}
        disabled={unsaved || !header.can.includes('plan.scheme.publish')}
        loading={publishing.running}
        onConfirm={() => void publish()}
      >
        {text.publish}
      </ConfirmButton>
      {header.can.includes('plan.scheme.discard') && (
        <ConfirmButton
          danger
          question={text.discardQuestion}
          consequence={text.discardConsequence}
          onConfirm={() => void discard()}
        >
          {text.discard}
        </ConfirmButton>
      )}
      <ProblemAlert problem={saving.problem ?? publishing.problem ?? discarding.problem} />
    </div>
  )
}
