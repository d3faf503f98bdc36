// `npm run check`: what has to be green before a commit; seconds, no database.
import { checkNode, install } from './prepare.mjs'
import { checks, runStep } from './steps.mjs'

checkNode()
await install()
const failed = checks.filter((step) => !runStep(step))
process.exit(failed.length === 0 ? 0 : 1)
