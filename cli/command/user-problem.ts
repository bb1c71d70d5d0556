/** Something that whoever runs the command can mend: the message says all there is to say, a stack says nothing. */
export class UserProblem extends Error {
  override name = 'UserProblem';
}
