import { type EstimateRecipe, type MarginTrait, marginCategories, marginTraits } from '@kepu/contract/survey-estimate'
import { App, Button, Collapse, Form, Input, InputNumber, Switch } from 'antd'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { makeEstimate } from './verbs.ts'
import { useSurveyText, useTraitText } from './words.ts'

interface RecipeForm {
  readonly cut: number
  readonly smallestCell: number
  readonly trims: boolean
  readonly trimAbove: number
  readonly marginSource?: string
  readonly margins: Readonly<Record<MarginTrait, readonly (number | null | undefined)[] | undefined>>
}

function formOf(before: EstimateRecipe | null): RecipeForm {
  const margins = before?.margins
  return {
    cut: before?.cut ?? 70,
    smallestCell: before?.smallestCell ?? 30,
    trims: before === null || before.trimAbove !== null,
    trimAbove: before?.trimAbove ?? 6,
    marginSource: before?.marginSource ?? '',
    margins: {
      sex: margins?.sex ?? undefined,
      age: margins?.age ?? undefined,
      education: margins?.education ?? undefined,
      residence: margins?.residence ?? undefined,
    },
  }
}

/** A trait without any number isn't used. */
function recipeOf({ margins, trims, trimAbove, marginSource, cut, smallestCell }: RecipeForm): EstimateRecipe {
  const totals = (trait: MarginTrait) => {
    const typed = margins[trait] ?? []
    if (typed.every((count) => count === null || count === undefined)) return null
    return marginCategories[trait].map((_, i) => typed[i] ?? 0)
  }
  return {
    margins: { sex: totals('sex'), age: totals('age'), education: totals('education'), residence: totals('residence') },
    marginSource: marginSource ?? '',
    trimAbove: trims ? trimAbove : null,
    cut,
    smallestCell,
  }
}

interface Props {
  readonly surveyId: string
  readonly answersId: string
  /** The recipe used last: nobody types the population twice. */
  readonly before: EstimateRecipe | null
}

/** How the answers become a share: what the sample is held against, where the cut lies. */
export function EstimateForm({ surveyId, answersId, before }: Props) {
  const text = useSurveyText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(makeEstimate)
  const compute = async (form: RecipeForm) => {
    const outcome = await run({ surveyId, answersId, recipe: recipeOf(form) })
    if (outcome.ok) void message.success(text.computed)
  }
  return (
    <section className="panel no-print">
      <h2>{text.recipe}</h2>
      <ProblemAlert problem={problem} />
      <Form<RecipeForm> layout="vertical" initialValues={formOf(before)} onFinish={(form) => void compute(form)}>
        <div className="survey-fields">
          <Form.Item name="cut" label={text.cutLabel} extra={text.cutHelp} rules={[{ required: true }]}>
            <InputNumber min={1} max={100} />
          </Form.Item>
          <Form.Item name="smallestCell" label={text.smallestCell} rules={[{ required: true }]}>
            <InputNumber min={10} max={500} precision={0} />
          </Form.Item>
          <Form.Item name="trims" label={text.trims} valuePropName="checked" extra={text.trimsHelp}>
            <Switch />
          </Form.Item>
          <Form.Item name="trimAbove" label={text.trimAbove}>
            <InputNumber min={2} max={50} />
          </Form.Item>
        </div>
        <Collapse
          defaultActiveKey={before === null ? ['margins'] : []}
          items={[{ key: 'margins', label: text.margins, forceRender: true, children: <MarginFields /> }]}
        />
        <Button type="primary" htmlType="submit" loading={running} className="survey-submit">
          {text.compute}
        </Button>
      </Form>
    </section>
  )
}

function MarginFields() {
  const text = useSurveyText()
  const { trait: traitText, category } = useTraitText()
  return (
    <>
      <p className="quiet">{text.marginsHelp}</p>
      <Form.Item name="marginSource" label={text.marginSource}>
        <Input maxLength={200} />
      </Form.Item>
      {marginTraits.map((trait) => (
        <fieldset key={trait} className="survey-margin">
          <legend>{traitText[trait]}</legend>
          {marginCategories[trait].map((key, i) => (
            <Form.Item key={key} name={['margins', trait, i]} label={category[key]}>
              <InputNumber min={0} max={10_000_000} precision={0} />
            </Form.Item>
          ))}
        </fieldset>
      ))}
    </>
  )
}
