import * as numeric from '@kepu/numeric'

const { matrixFromRows } = numeric
const normalEquations = matrixFromRows([
  [4, 2],
  [2, 3],
])
const line = matrixFromRows([
  [1, 1],
  [1, 2],
  [1, 4],
])

function parabola(x: Float64Array) {
  const [a = 0, b = 0] = x
  return { value: (a - 1) ** 2 + 2 * (b + 3) ** 2, gradient: Float64Array.of(2 * (a - 1), 4 * (b + 3)) }
}

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  NumericError: () => new numeric.NumericError('numeric.shape', '2 × 3 times 2 × 3').code,
  requireFinite: () => numeric.requireFinite([1, 2], 'weight'),
  matrix: () => numeric.matrix(2, 2),
  matrixFromRows: () =>
    numeric.matrixFromRows([
      [1, 2],
      [3, 4],
    ]).data,
  identity: () => numeric.identity(2).data,
  transpose: () => numeric.transpose(line).data,
  matMul: () => numeric.matMul(normalEquations, normalEquations).data,
  transposeMul: () => numeric.transposeMul(line, line, [1, 2, 1]).data,
  matVec: () => numeric.matVec(line, [10, 1]),
  choleskyFactor: () => numeric.choleskyFactor(normalEquations).logDeterminant,
  choleskySolve: () => numeric.choleskySolve(numeric.choleskyFactor(normalEquations), [2, 1]),
  choleskySolveMatrix: () =>
    numeric.choleskySolveMatrix(numeric.choleskyFactor(normalEquations), numeric.identity(2)).data,
  choleskyInverse: () => numeric.choleskyInverse(numeric.choleskyFactor(normalEquations)).data,
  qrPivoted: () => numeric.qrPivoted(line).rank,
  qrSolve: () => numeric.qrSolve(numeric.qrPivoted(line), [3, 5, 9]),
  solveLinear: () => numeric.solveLinear(normalEquations, numeric.identity(2)).data,
  symmetricEigen: () => numeric.symmetricEigen(normalEquations).values,
  compensatedSum: () => numeric.compensatedSum([1, 1e100, 1, -1e100]),
  log1pExp: () => numeric.log1pExp(-40),
  logSumExp: () => numeric.logSumExp([1000, 1000]),
  random: () => numeric.random(2026).uniform(),
  philoxBlock: () => {
    const block = new Uint32Array(4)
    numeric.philoxBlock(new Uint32Array(4), new Uint32Array(2), block)
    return block
  },
  normalDensity: () => numeric.normalDensity(0),
  normalLogDensity: () => numeric.normalLogDensity(1),
  normalCdf: () => numeric.normalCdf(-1.96),
  normalLogCdf: () => numeric.normalLogCdf(-100),
  normalQuantile: () => numeric.normalQuantile(0.025),
  gammaLn: () => numeric.gammaLn(10),
  digamma: () => numeric.digamma(1),
  trigamma: () => numeric.trigamma(1),
  betaLn: () => numeric.betaLn(2, 3),
  betaCdf: () => numeric.betaCdf(0.3, 2, 5),
  betaQuantile: () => numeric.betaQuantile(0.95, 2, 5),
  gammaCdf: () => numeric.gammaCdf(3, 2),
  gammaQuantile: () => numeric.gammaQuantile(0.5, 2),
  chiSquareCdf: () => numeric.chiSquareCdf(3.841, 1, 'upper'),
  chiSquareQuantile: () => numeric.chiSquareQuantile(0.95, 1),
  tCdf: () => numeric.tCdf(-2, 12),
  tQuantile: () => numeric.tQuantile(0.975, 12),
  fCdf: () => numeric.fCdf(4, 2, 30, 'upper'),
  fQuantile: () => numeric.fQuantile(0.95, 2, 30),
  gaussHermite: () => numeric.gaussHermite(3).node,
  rectangularNodes: () => numeric.rectangularNodes(-2, 2, 5).weight,
  quantile: () => numeric.quantile([3, 1, 4, 1, 5], 0.25),
  newton: () => {
    const hessian = matrixFromRows([
      [2, 0],
      [0, 4],
    ])
    return numeric.newton((x) => ({ ...parabola(x), hessian }), [0, 0]).x
  },
  bfgs: () => numeric.bfgs(parabola, [0, 0]).x,
  lbfgsb: () => numeric.lbfgsb(parabola, [0, 0], { lower: [-1, -1], upper: [1, 1] }).x,
  findRoot: () => numeric.findRoot((x) => x ** 3 - 2, 0, 2),
  squarem: () => numeric.squarem((x) => x.map(Math.cos), [1]).x,
}
