// `npm run bench [names]`: the application's benches; their figures go to docs/benchmarks.md. `lights`, `matching`, `orders` and `scale` take long and run when named.
const benches: Readonly<Record<string, () => Promise<void>>> = {
  parse: async () => (await import('./parse.ts')).benchParse(),
  demonstration: async () => (await import('./demonstration.ts')).benchDemonstration(),
  commands: async () => (await import('./commands.ts')).benchCommands(),
  start: async () => (await import('./start.ts')).benchStart(),
  today: async () => (await import('./today.ts')).benchToday(),
  page: async () => (await import('./page.ts')).benchPage(),
  reports: async () => (await import('./reports.ts')).benchReports(),
  year: async () => (await import('./year.ts')).benchYear(),
  claims: async () => (await import('./claims.ts')).benchClaims(),
  matching: async () => (await import('./matching.ts')).benchMatching(),
  orders: async () => (await import('./orders.ts')).benchOrders(),
  lights: async () => (await import('./lights.ts')).benchLights(),
  scale: async () => (await import('./scale/main.ts')).benchScale(),
}

const LONG = new Set(['lights', 'matching', 'orders', 'scale'])

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 ? wanted.includes(name) : !LONG.has(name)) await run()
}
