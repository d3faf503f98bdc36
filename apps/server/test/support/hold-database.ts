// A program that has a home's database open, to be killed by the tests. Says what it found, stops when its input ends.
import { openEmbedded } from '../../src/platform/postgres/index.ts'

const [home = ''] = process.argv.slice(2)
const database = await openEmbedded({ home })
const isServer = await database.lockServer()
console.log(JSON.stringify({ url: database.url, adminUrl: database.adminUrl, adopted: database.adopted, isServer }))
process.stdin.resume().on('end', () => void database.stop().then(() => process.exit(0)))
