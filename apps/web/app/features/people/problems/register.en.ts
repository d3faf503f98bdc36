import type { PeopleRefusal } from '@kepu/contract/people'
import type { ProblemText } from '../../../lib/problem.ts'

export const registerProblemsEn: ProblemText<PeopleRefusal> = {
  'people.person.state': ({ personStatus }) =>
    personStatus === 'merged'
      ? 'This record was merged into another: open that one'
      : 'This person has left: the record can’t be changed any more',
  'people.person.alike': ({ candidates }) =>
    `Perhaps in the register already: ${candidates.map(({ name, unitName }) => `${name} (${unitName})`).join(', ')}. Please compare first`,
  'people.person.guardian': ({ birthYear }) =>
    `Born in ${birthYear}, perhaps not yet 18: a guardian’s name and the day of consent are needed`,
  'people.person.region': () => 'The home isn’t a township or village of this county',
  'people.person.leftLater': ({ today }) => `The day of leaving can’t be later than today (${today})`,
  'people.account.unknown': ({ username }) => `This county has no account named “${username}”`,
  'people.phone.none': () => 'No telephone is registered',
  'people.team.region': () => 'The starting place isn’t a township or village of this county',
  'people.team.member': () => 'A member isn’t in the register any more: reload and choose again',
  'people.team.name': ({ name }) => `There is a team named “${name}” already`,
}
