import { browserSuite } from '../../../../tools/bench/browser-suite.ts'

browserSuite('irt')
