// `node tools/kill-test.mjs [kills] [seed]`: the long variant of kill.test.ts.
import { rm } from 'node:fs/promises'
import { makeFolder } from '../support/home.ts'
import { killTest } from './kill.ts'

const kills = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e6))
const home = await makeFolder()
console.log(`${kills} kills, seed ${seed}`)
const { kills: count, load, findings, seconds } = await killTest({ home, kills, people: 6, seed, tell: console.log })

console.log(`\nKilled in ${seconds.toFixed(0)} s:`)
for (const [victim, times] of Object.entries(count)) console.log(`  ${String(times).padStart(6)}  ${victim}`)
console.log('While people worked:')
console.log(`  ${String(load.acknowledged.length).padStart(6)}  writes acknowledged`)
console.log(`  ${String(load.repeated).padStart(6)}  sendings without answer, repeated with the same key`)
console.log(`  ${String(load.twins).padStart(6)}  requests sent twice at once with one key`)
console.log(`  ${(load.longestWait / 1000).toFixed(1).padStart(6)}  seconds at most until an answer`)
console.log('Found afterwards:')
for (const [what, cases] of Object.entries(findings)) console.log(`  ${String(cases).padStart(6)}  ${what}`)
const broken = Object.values(findings).some((cases) => cases !== 0)
if (broken) console.log(`\nThe home is kept: ${home}`)
else await rm(home, { recursive: true, force: true })
process.exit(broken ? 1 : 0)
